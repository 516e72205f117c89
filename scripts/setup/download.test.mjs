import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { download } from './download.mjs'
import { proxyFor } from './http.mjs'
import { testContext } from './testing.mjs'

const body = Buffer.alloc(500_000, 'fashion')
const pin = { bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') }
/** No process ever has it: Linux ends at 4,194,304. */
const DEAD_PID = 99_999_999

/**
 * A server on a free loopback port.
 * @param {import('node:http').RequestListener} answer
 * @returns {Promise<string>}
 */
function serve(answer) {
  const server = createServer(answer)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
      resolve(`http://127.0.0.1:${port}`)
    })
  })
}

/** Honours Range. @type {(ranges: (string | undefined)[]) => import('node:http').RequestListener} */
const honest = (ranges) => (request, response) => {
  const { range } = request.headers
  ranges.push(range)
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
  const last = body.length - 1
  const headers = range ? { 'content-range': `bytes ${from}-${last}/${body.length}` } : {}
  response.writeHead(range ? 206 : 200, headers).end(body.subarray(from))
}

function target() {
  const context = testContext()
  const to = join(context.cache, 'file.gz')
  const part = join(context.cache, `file.gz.${pin.sha256.slice(0, 8)}.part-${DEAD_PID}`)
  return { context, to, part }
}

test('downloads, verifies and leaves only the file', async () => {
  const { context, to } = target()
  const url = await serve(honest([]))
  await download(context, { url, to, ...pin })
  expect(readFileSync(to).equals(body)).toBe(true)
  expect(readdirSync(context.cache)).toEqual(['file.gz'])
})

test('goes on where a killed process stopped', async () => {
  const { context, to, part } = target()
  /** @type {(string | undefined)[]} */
  const ranges = []
  const url = await serve(honest(ranges))
  writeFileSync(part, body.subarray(0, 123_456))
  await download(context, { url, to, ...pin })
  expect(ranges).toEqual(['bytes=123456-'])
  expect(readFileSync(to).equals(body)).toBe(true)
})

test('starts again when what was left is not of this file', async () => {
  const { context, to, part } = target()
  const url = await serve(honest([]))
  writeFileSync(part, Buffer.alloc(1000))
  await download(context, { url, to, ...pin })
  expect(readFileSync(to).equals(body)).toBe(true)
})

test('starts again where the server knows no ranges', async () => {
  const { context, to, part } = target()
  const url = await serve((_, response) => void response.end(body))
  writeFileSync(part, body.subarray(0, 1000))
  await download(context, { url, to, ...pin })
  expect(readFileSync(to).equals(body)).toBe(true)
})

test('resumes after a connection that breaks off', async () => {
  const { context, to } = target()
  let calls = 0
  const url = await serve((request, response) => {
    calls += 1
    if (calls > 1) return honest([])(request, response)
    response.writeHead(200, { 'content-length': body.length })
    return void response.write(body.subarray(0, 200_000), () => response.destroy())
  })
  await download(context, { url, to, ...pin })
  expect(readFileSync(to).equals(body)).toBe(true)
})

test('names the hash that came and the one expected, and keeps nothing', async () => {
  const { context, to } = target()
  const other = Buffer.from(body).fill(0, 100, 101)
  const url = await serve((_, response) => void response.end(other))
  const hash = createHash('sha256').update(other).digest('hex')
  await expect(download(context, { url, to, ...pin })).rejects.toThrow(
    `SHA-256 ${hash}, expected ${pin.sha256}`,
  )
  expect(readdirSync(context.cache)).toEqual([])
})

test('names the bytes of a truncated file', async () => {
  const { context, to } = target()
  const url = await serve((_, response) => void response.end(body.subarray(0, 777)))
  await expect(download(context, { url, to, ...pin })).rejects.toThrow(
    `gave 777 bytes, expected ${pin.bytes}`,
  )
  expect(existsSync(to)).toBe(false)
})

test('stops a server that sends more than the pinned bytes', async () => {
  const { context, to } = target()
  const url = await serve((_, response) => void response.end(Buffer.concat([body, body])))
  await expect(download(context, { url, to, ...pin })).rejects.toThrow('more than the expected')
})

test('gives up a server that stalls', async () => {
  const { context, to } = target()
  const url = await serve((_, response) => void response.writeHead(200).write('x'))
  await expect(download(context, { url, to, ...pin, stallMs: 50 })).rejects.toThrow('stalled')
  const silent = await serve(() => {})
  await expect(download(context, { url: silent, to, ...pin, stallMs: 50 })).rejects.toThrow(
    'sent nothing for 0.05 s',
  )
})

test('says which status came, and asks once', async () => {
  const { context, to } = target()
  let calls = 0
  const url = await serve((_, response) => {
    calls += 1
    response.writeHead(404).end()
  })
  await expect(download(context, { url, to, ...pin })).rejects.toThrow('answered HTTP 404')
  expect(calls).toBe(1)
})

test('follows redirects, but not for ever', async () => {
  const { context, to } = target()
  const end = await serve(honest([]))
  const url = await serve((_, response) => void response.writeHead(302, { location: end }).end())
  await download(context, { url, to, ...pin })
  expect(existsSync(to)).toBe(true)
  const loop = await serve((_, response) => void response.writeHead(302, { location: '/' }).end())
  await expect(download(context, { url: loop, to: `${to}2`, ...pin })).rejects.toThrow(
    'redirects more than 5 times',
  )
})

test('goes through a proxy for http, and honours NO_PROXY', async () => {
  const { context, to } = target()
  /** @type {(string | undefined)[]} */
  const asked = []
  const proxy = await serve((request, response) => {
    asked.push(request.url)
    response.end(body)
  })
  const env = { ...context.env, http_proxy: proxy }
  await download({ ...context, env }, { url: 'http://data.example/file.gz', to, ...pin })
  expect(asked).toEqual(['http://data.example/file.gz'])
  const https = { HTTPS_PROXY: 'proxy.example:8080', NO_PROXY: 'localhost,.lab.example' }
  expect(proxyFor(new URL('https://data.example/'), https)?.host).toBe('proxy.example:8080')
  expect(proxyFor(new URL('https://a.lab.example/'), https)).toBeUndefined()
  expect(proxyFor(new URL('http://data.example/'), https)).toBeUndefined()
})

test('says which host cannot be reached', async () => {
  const { context, to } = target()
  const url = 'http://127.0.0.1:1/file.gz'
  await expect(download(context, { url, to, ...pin })).rejects.toThrow('127.0.0.1')
})
