import { describe, expect, test } from 'vitest'
import { servedLab, type Answer } from './testing/served-lab'

const served = servedLab()
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])

/** A request by hand, closed by its answer. */
const request = (line: string, ...headers: string[]) =>
  served.raw([line, ...headers, 'Connection: close', '\r\n'].join('\r\n'))

describe('the Host header', () => {
  test.each(['127.0.0.1', 'localhost'])('%s with the port is ours', async (name) => {
    const host = `${name}:${served.server.port}`
    expect((await served.get('/', { host })).status).toBe(200)
  })
  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1',
    'localhost',
    '127.0.0.1.nip.io',
    '[::1]',
    '0.0.0.0',
    '127.1',
    '2130706433',
    'rebound.test',
  ])('%s is refused, with our port and without it', async (name) => {
    const withPort = { host: `${name}:${served.server.port}` }
    const ours = ['127.0.0.1', 'localhost'].includes(name)
    expect((await served.get('/', { host: name })).status).toBe(403)
    if (ours) return
    expect((await served.get('/', withPort)).status).toBe(403)
    expect(await served.dial({ ...withPort, ...served.bearer })).toBe('refused 403')
  })
  test('of another port is refused', async () => {
    expect((await served.get('/', { host: '127.0.0.1:1' })).status).toBe(403)
  })
  test('is looked at before the token', async () => {
    const answer = await served.get(`/?token=${served.server.token}`, { host: 'evil.example' })
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined])
  })
  test('twice is refused, absent too, and so is HTTP/1.0', async () => {
    const host = `Host: ${served.host}`
    expect(statusOf(await request('GET / HTTP/1.1', host, host))).toBe(403)
    expect(statusOf(await request('GET / HTTP/1.1', host, 'hOST: evil.example'))).toBe(403)
    expect(statusOf(await request('GET / HTTP/1.1'))).toBe(400)
    expect(statusOf(await request('GET / HTTP/1.0'))).toBe(403)
    expect(statusOf(await request('GET / HTTP/1.0', host))).toBe(403)
  })
  test('is not overruled by the target', async () => {
    const host = `Host: ${served.host}`
    expect(statusOf(await request('GET http://evil.example/ HTTP/1.1', host))).toBe(400)
    expect(statusOf(await request(`GET http://${served.host}/ HTTP/1.1`, host))).toBe(400)
    expect(statusOf(await request(`GET http://${served.host}/ HTTP/1.1`, 'Host: evil'))).toBe(400)
    expect(await request('CONNECT evil.example:80 HTTP/1.1', host)).toBe('')
  })
})

describe('from another site', () => {
  test.each(['null', 'http://evil.example', 'https://127.0.0.1', 'http://127.0.0.1:1'])(
    'the origin %s opens no socket even with the token',
    async (origin) => {
      expect(await served.dial({ origin, ...served.bearer })).toBe('refused 403')
      expect(served.calls).toBe(0)
    },
  )
  test('nor does one that only begins or ends like ours', async () => {
    const ours = `http://${served.host}`
    for (const origin of [`${ours}.evil`, `${ours}/`, `https://${served.host}`, `${ours}0`]) {
      expect(await served.dial({ origin, ...served.bearer }), origin).toBe('refused 403')
    }
  })
  test('a preflight is refused, and nothing is shared', async () => {
    const origin = 'http://127.0.0.1:1'
    const preflight = await served.get('/', { origin }, 'OPTIONS')
    const read = await served.get('/', { origin, ...served.bearer })
    expect([preflight.status, read.status]).toEqual([403, 200])
    for (const { headers } of [preflight, read]) expect(sharing(headers)).toEqual([])
  })
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is refused', async (method) => {
    const json = { 'content-type': 'application/json' }
    const foreign = { origin: 'http://evil.example', ...json, ...served.bearer }
    expect((await served.get('/', foreign, method)).status).toBe(403)
  })
})

const sharing = (headers: Answer['headers']) =>
  Object.keys(headers).filter((name) => name.startsWith('access-control-'))

describe('a change', () => {
  test.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=a',
    'application/jsonp',
  ])('as %s is no JSON', async (type) => {
    const sent = { ...served.bearer, ...(type === undefined ? {} : { 'content-type': type }) }
    expect((await served.get('/', sent, 'POST')).status).toBe(415)
  })
  test('as JSON has no route: the socket takes changes', async () => {
    const sent = { ...served.bearer, 'content-type': 'application/json; charset=utf-8' }
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await served.get('/lab', sent, method)).status).toBe(405)
    }
    expect(served.calls).toBe(0)
  })
})

describe('every answer carries every protecting header', () => {
  const host = () => `Host: ${served.host}`
  const answers: readonly (readonly [string, number, () => Promise<string>])[] = [
    ['the page', 200, () => request('GET / HTTP/1.1', host())],
    ['its head', 200, () => request('HEAD / HTTP/1.1', host())],
    ['a script', 200, () => request('GET /app.js HTTP/1.1', host())],
    ['the entry', 303, () => request(`GET /?token=${served.server.token} HTTP/1.1`, host())],
    ['a wrong token', 401, () => request('GET /?token=x HTTP/1.1', host())],
    ['what is not there', 404, () => request('GET /nothing HTTP/1.1', host())],
    ['a foreign host', 403, () => request('GET / HTTP/1.1', 'Host: evil')],
    ['a preflight', 403, () => request('OPTIONS / HTTP/1.1', host())],
    ['a form', 415, () => request('POST / HTTP/1.1', host())],
    ['a change', 405, () => request('PUT / HTTP/1.1', host(), 'Content-Type: application/json')],
    ['a body', 413, () => request('GET / HTTP/1.1', host(), 'Content-Length: 1')],
    ['another target', 400, () => request('GET http://evil/ HTTP/1.1', host())],
    ['a malformed request', 400, () => request('GET / HTTP/1.1', host(), 'a b: c')],
    [
      'two lengths',
      400,
      () => request('POST / HTTP/1.1', host(), 'Content-Length: 1', 'Transfer-Encoding: chunked'),
    ],
    ['a header too long', 431, () => request('GET / HTTP/1.1', host(), `X: ${'x'.repeat(20_000)}`)],
    [
      'a refused socket',
      404,
      () => request('GET /other HTTP/1.1', host(), 'Upgrade: websocket').then(upgraded),
    ],
  ]
  /** `Connection: close` alone asks for no upgrade. */
  const upgraded = () =>
    served.raw(
      ['GET /other HTTP/1.1', host(), 'Connection: Upgrade', 'Upgrade: websocket', '\r\n'].join(
        '\r\n',
      ),
    )
  test.each(answers)('%s: %i', async (_what, status, ask) => {
    const answer = await ask()
    expect(statusOf(answer)).toBe(status)
    expect(answer).toMatch(/^content-security-policy: default-src 'none'; script-src 'self';/im)
    expect(answer).toMatch(/^x-content-type-options: nosniff\r$/im)
    expect(answer).toMatch(/^referrer-policy: no-referrer\r$/im)
    expect(answer).toMatch(/^cross-origin-opener-policy: same-origin\r$/im)
    expect(answer).toMatch(/^cross-origin-resource-policy: same-origin\r$/im)
    expect(answer).toMatch(/^cache-control: no-store\r$/im)
    expect(answer).not.toMatch(/^(access-control-|x-powered-by|server:)/im)
  })
})
