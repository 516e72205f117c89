import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { pack } from '../../../shared/contract/wire'
import { startLoopbackServer } from './server'
import { servedLab } from './testing/served-lab'

const served = servedLab()

describe('the page', () => {
  test('is served whole', async () => {
    const { status, body } = await served.get('/')
    expect(status).toBe(200)
    expect(body).toContain('<title>Cooldown</title>')
  })
  test.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/%2e%2e%2fpackage.json',
    '/..%5cx',
    '//etc/passwd',
    '/static/..;/',
    '/notes.secret',
    '/x%00.js',
    `/${'a'.repeat(8_192)}`,
  ])('%.30s is not there', async (path) => expect((await served.get(path)).status).toBe(404))
})

describe('the socket', () => {
  test('answers our page with its cookie, and programs with a bearer', async () => {
    const { port, token } = served.server
    const cookie = `other=1; cooldown-${port}=${token}`
    expect(await served.dial({ cookie, origin: `http://${served.host}` })).toContain('"heard":true')
    expect(await served.dial(served.bearer)).toContain('"heard":true')
  })
  test('lives on one path', async () => {
    expect(await served.dial(served.bearer, '/other')).toBe('refused 404')
  })
  test('closes on frames that are no requests', async () => {
    const closes = (frame: Uint8Array | string) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://${served.host}/lab`, { headers: served.bearer })
        socket.on('open', () => socket.send(frame))
        socket.on('close', resolve)
        socket.on('error', () => undefined)
      })
    expect(await closes('text')).toBe(1003)
    expect(await closes(Uint8Array.of(0xc1, 0xff))).toBe(1002)
    expect(await closes(pack({ id: -1 }))).toBe(1002)
    expect(await closes(new Uint8Array(65 * 1024 ** 2 + 1))).toBe(1009)
    expect(served.calls).toBe(0)
  })
})

test('a taken port is named, with the way out', async () => {
  const { port } = served.server
  const second = startLoopbackServer({ lab: served.lab, pageFolder: served.folder, port })
  await expect(second).rejects.toThrow(
    `Port ${port} cannot be used: another program uses it; choose another with --port, or 0 for any free one.`,
  )
})
