import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as ask } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { pack, unpack } from '../../../shared/contract/wire'
import { startLoopbackServer, type LoopbackServer } from './server'

let folder: string
let server: LoopbackServer
let calls = 0
const lab = {
  call: async () => {
    calls += 1
    return { ok: true as const, result: { heard: true } }
  },
  on: () => () => undefined,
}

beforeEach(async () => {
  calls = 0
  folder = await mkdtemp(join(tmpdir(), 'cooldown-page-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Cooldown</title>')
  await writeFile(join(folder, 'app.js'), 'void 0')
  await writeFile(join(folder, 'notes.secret'), 'not for serving')
  server = await startLoopbackServer({ lab, pageFolder: folder, port: 0 })
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: string
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = ask(
      { host: '127.0.0.1', port: server.port, path, method, headers },
      (response) => {
        let body = ''
        response.on('data', (chunk: Buffer) => (body += chunk.toString()))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        )
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}

/** First line of the answer to a request written by hand. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''))
    socket.on('error', reject)
  })
}

/** How a WebSocket attempt ends: the first answer, a close code, or a refused handshake. */
function dial(headers: Record<string, string>, path = '/lab'): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers })
    socket.on('open', () =>
      socket.send(pack({ id: 1, service: 'settings', verb: 'read', input: {} })),
    )
    socket.on('message', (data: Buffer) => {
      resolve(JSON.stringify(unpack(data)))
      socket.terminate()
    })
    socket.on('close', (code) => resolve(`closed ${code}`))
    socket.on('unexpected-response', (_request, response) =>
      resolve(`refused ${response.statusCode}`),
    )
    socket.on('error', (error) => resolve(error.message))
  })
}

describe('the page', () => {
  test('is served with every protecting header', async () => {
    const { status, headers, body } = await get('/')
    expect(status).toBe(200)
    expect(body).toContain('<title>Cooldown</title>')
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })
  test.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%5cx',
    '//etc/passwd',
    '/notes.secret',
    '/x%00.js',
  ])('%s is not there', async (path) => expect((await get(path)).status).toBe(404))
  test('is only read', async () => expect((await get('/', {}, 'POST')).status).toBe(405))
})

describe('the token', () => {
  test('moves from the address into a cookie the page cannot read', async () => {
    const { status, headers } = await get(`/?token=${server.token}`)
    expect(status).toBe(303)
    expect(headers.location).toBe('/')
    expect(headers['set-cookie']).toEqual([
      `cooldown-${server.port}=${server.token}; Path=/; HttpOnly; SameSite=Strict`,
    ])
  })
  test('has 32 random bytes', () => expect(Buffer.from(server.token, 'base64url')).toHaveLength(32))
  test.each(['', 'wrong', 'a'.repeat(4000)])('refused: %j', async (token) => {
    const { status, headers } = await get(`/?token=${token}`)
    expect(status).toBe(401)
    expect(headers['set-cookie']).toBeUndefined()
  })
})

describe('the Host header', () => {
  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1',
    '127.0.0.1.nip.io',
    '[::1]',
    '0.0.0.0',
  ])('%s is refused', async (host) => expect((await get('/', { host })).status).toBe(403))
  test('twice is refused', async () => {
    const host = `Host: 127.0.0.1:${server.port}\r\n`
    expect(await raw(`GET / HTTP/1.1\r\n${host}${host}Connection: close\r\n\r\n`)).toMatch(
      / 40[03] /,
    )
  })
  test('absent is refused', async () => {
    expect(await raw('GET / HTTP/1.0\r\n\r\n')).toMatch(/ 40[03] /)
  })
})

describe('the socket', () => {
  const host = () => `127.0.0.1:${server.port}`
  test('answers our page with its cookie, and programs with a bearer', async () => {
    const cookie = `other=1; cooldown-${server.port}=${server.token}`
    expect(await dial({ cookie, origin: `http://${host()}` })).toContain('"heard":true')
    expect(await dial({ authorization: `Bearer ${server.token}` })).toContain('"heard":true')
  })
  test.each([{}, { authorization: 'Bearer wrong' }, { cookie: 'cooldown-1=x' }])(
    'closes with 4401 for %j and runs nothing',
    async (headers) => {
      expect(await dial(headers as Record<string, string>)).toBe('closed 4401')
      expect(calls).toBe(0)
    },
  )
  test.each(['null', 'http://evil.example', 'https://127.0.0.1', 'http://127.0.0.1:1'])(
    'refuses the origin %s even with the token',
    async (origin) => {
      expect(await dial({ origin, authorization: `Bearer ${server.token}` })).toBe('refused 403')
      expect(calls).toBe(0)
    },
  )
  test('lives on one path', async () => {
    expect(await dial({ authorization: `Bearer ${server.token}` }, '/other')).toBe('refused 404')
  })
  test('closes on frames that are no requests', async () => {
    const closes = (frame: Uint8Array | string) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://${host()}/lab`, {
          headers: { authorization: `Bearer ${server.token}` },
        })
        socket.on('open', () => socket.send(frame))
        socket.on('close', resolve)
        socket.on('error', () => undefined)
      })
    expect(await closes('text')).toBe(1003)
    expect(await closes(Uint8Array.of(0xc1, 0xff))).toBe(1002)
    expect(await closes(pack({ id: -1 }))).toBe(1002)
    expect(await closes(new Uint8Array(65 * 1024 ** 2 + 1))).toBe(1009)
    expect(calls).toBe(0)
  })
})

test('a taken port is named, with the way out', async () => {
  const second = startLoopbackServer({ lab, pageFolder: folder, port: server.port })
  await expect(second).rejects.toThrow(
    `Port ${server.port} cannot be used: another program uses it; choose another with --port, or 0 for any free one.`,
  )
})
