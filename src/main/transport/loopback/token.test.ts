import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { servedLab } from './testing/served-lab'

const served = servedLab()

test('moves from the address into a cookie the page cannot read', async () => {
  const { port, token } = served.server
  const { status, headers } = await served.get(`/?token=${token}`)
  expect(status).toBe(303)
  expect(headers.location).toBe('/')
  expect(headers['set-cookie']).toEqual([
    `cooldown-${port}=${token}; Path=/; HttpOnly; SameSite=Strict`,
  ])
})

test('has 32 random bytes, others at each start', async () => {
  const { token } = served.server
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  await served.end()
  await served.start()
  expect(served.server.token).not.toBe(token)
})

test.each(['', 'wrong', 'a'.repeat(4000)])('refused: %.10j', async (token) => {
  const { status, headers } = await served.get(`/?token=${token}`)
  expect(status).toBe(401)
  expect(headers['set-cookie']).toBeUndefined()
})

test('given twice, the first counts', async () => {
  const { token } = served.server
  expect((await served.get(`/?token=wrong&token=${token}`)).status).toBe(401)
})

describe('without it', () => {
  test('every file of the page is the same for everybody, and nothing else is there', async () => {
    const files = (await readdir(served.folder)).filter((name) => !name.endsWith('.secret'))
    for (const path of ['', ...files]) {
      const bare = await served.get(`/${path}`)
      const told = await served.get(`/${path}`, served.bearer)
      expect([bare.status, bare.body], path).toEqual([200, told.body])
    }
    for (const path of ['/lab', '/api', '/studies', '/settings.json', '/notes.secret']) {
      expect((await served.get(path)).status, path).toBe(404)
    }
  })
  test.each([
    {},
    { authorization: 'Bearer wrong' },
    { authorization: 'Bearer' },
    { authorization: 'Basic d3Jvbmc=' },
    { cookie: 'cooldown-1=x' },
    { cookie: 'cooldown-1=x; cooldown-2=y' },
  ])('a socket closes with 4401 for %j and runs nothing', async (headers) => {
    expect(await served.dial(headers as Record<string, string>)).toBe('closed 4401')
    expect(served.calls).toBe(0)
  })
  test('a socket is not opened by a token in its address', async () => {
    expect(await served.dial({}, `/lab?token=${served.server.token}`)).toBe('refused 404')
  })
  test('clients take no place of those who have it', async () => {
    const strangers = await Promise.all(
      Array.from({ length: 40 }, () => served.half(handshake(served.host))),
    )
    expect(await served.dial(served.bearer)).toContain('"heard":true')
    strangers.forEach((each) => each.destroy())
  })
})

const handshake = (host: string) =>
  [
    'GET /lab HTTP/1.1',
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n')

describe('guessing', () => {
  test('a hundred are answered at once, then each waits a second; the right one never does', async () => {
    const guess = () => served.get('/?token=wrong')
    for (let tried = 0; tried < 100; tried++) expect((await guess()).status).toBe(401)
    const started = performance.now()
    let isRefused = false
    const next = guess().then(({ status }) => {
      isRefused = true
      return status
    })
    const right = await served.get(`/?token=${served.server.token}`)
    expect([right.status, isRefused]).toEqual([303, false])
    expect(await next).toBe(401)
    expect(performance.now() - started).toBeGreaterThan(990)
  })
  test('over sockets counts as well', async () => {
    for (let tried = 0; tried < 100; tried++) await served.dial({ authorization: 'Bearer wrong' })
    const started = performance.now()
    expect(await served.dial({ authorization: 'Bearer wrong' })).toBe('closed 4401')
    expect(performance.now() - started).toBeGreaterThan(990)
  })
})
