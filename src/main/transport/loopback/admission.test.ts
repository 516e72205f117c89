import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { EventName, Reply } from '../../../shared/contract/api'
import { pack } from '../../../shared/contract/wire'
import { Guard } from './guard'
import { startLoopbackServer, type LoopbackServer } from './server'

type Listener = (payload: unknown) => void

let folder: string
let server: LoopbackServer
let listeners: Set<Listener>
let answer: (reply: Reply) => void
const lab = {
  call: () => new Promise<Reply>((resolve) => (answer = resolve)),
  on: (name: EventName, listener: Listener) => {
    if (name === 'runsAdvanced') listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  listeners = new Set()
  folder = await mkdtemp(join(tmpdir(), 'cooldown-page-'))
  server = await startLoopbackServer({ lab, pageFolder: folder, port: 0 })
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function dial(options: { autoPong?: boolean } = {}) {
  const headers = { authorization: `Bearer ${server.token}` }
  return new WebSocket(`ws://127.0.0.1:${server.port}/lab`, { headers, ...options })
}

/** A client that the server has let in. */
async function admitted(options: { autoPong?: boolean } = {}): Promise<WebSocket> {
  const before = listeners.size
  const socket = dial(options)
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  await vi.waitFor(() => expect(listeners.size).toBe(before + 1))
  return socket
}

const isOpen = (socket: WebSocket) => socket.readyState === WebSocket.OPEN

describe('sockets', () => {
  it('are 32 at most, and one that leaves makes room', async () => {
    const sockets = await Promise.all(
      Array.from({ length: 32 }, () => new Promise<WebSocket>(openOne)),
    )
    const refusal = dial()
    const status = new Promise((resolve) =>
      refusal.once('unexpected-response', (_, response) => resolve(response.statusCode)),
    )
    refusal.on('error', () => undefined)
    expect(await status).toBe(503)
    const [first] = sockets
    first?.terminate()
    await vi.waitFor(() => expect(listeners.size).toBe(31))
    expect(isOpen(await admitted())).toBe(true)
  })

  it('that answer no ping are ended, and those that do stay', async () => {
    const silent = await admitted({ autoPong: false })
    const alive = await admitted()
    const pinged = Promise.all([silent, alive].map((socket) => nextEvent(socket, 'ping')))
    vi.advanceTimersByTime(30_000)
    await pinged
    // The answer has to arrive before it is looked for.
    await new Promise((resolve) => setTimeout(resolve, 100))
    const ended = nextEvent(silent, 'close')
    vi.advanceTimersByTime(30_000)
    await ended
    await vi.waitFor(() => expect(listeners.size).toBe(1))
    expect(isOpen(alive)).toBe(true)
  })

  it('that do not read are dropped before what waits for them fills the memory', async () => {
    const lazy = await admitted()
    lazy.pause()
    const large = new Uint8Array(16 * 1024 ** 2)
    for (let told = 0; told < 20 && listeners.size > 0; told++) {
      for (const tell of listeners) tell(large)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    await vi.waitFor(() => expect(listeners.size).toBe(0))
    lazy.terminate()
  })

  it('get no answer after they left, and disturb nobody by it', async () => {
    const leaving = await admitted()
    leaving.send(pack({ id: 1, service: 'settings', verb: 'read', input: {} }))
    await vi.waitFor(() => expect(answer).toBeTypeOf('function'))
    leaving.terminate()
    await vi.waitFor(() => expect(listeners.size).toBe(0))
    answer({ ok: true, result: 'late' })
    expect(isOpen(await admitted())).toBe(true)
  })
})

function openOne(resolve: (socket: WebSocket) => void): void {
  const socket = dial()
  socket.once('open', () => resolve(socket))
}

const nextEvent = (socket: WebSocket, name: string) =>
  new Promise((resolve) => socket.once(name, resolve))

describe('a request whose Host and Origin', () => {
  const guard = new Guard(8_080, 'token')
  const knows = (host: string | undefined, origin?: string) => {
    const headers = { host, ...(origin !== undefined && { origin }) }
    const rawHeaders = host === undefined ? [] : ['Host', host]
    return [
      guard.knowsHost({ headers, rawHeaders, httpVersion: '1.1' }),
      guard.knowsOrigin({ headers }),
    ]
  }

  it.each<[string, ReturnType<typeof knows>, readonly boolean[]]>([
    ['are ours', knows('localhost:8080', 'http://localhost:8080'), [true, true]],
    ['are both another', knows('evil.example', 'http://evil.example'), [false, false]],
    ['differ', knows('localhost:8080', 'http://127.0.0.1:8080'), [true, false]],
    ['are missing', knows(undefined), [false, true]],
    ['are missing, but for a page', knows(undefined, 'http://undefined'), [false, false]],
  ])('%s', (_, known, expected) => {
    expect(known).toEqual(expected)
  })
})

it('a page that was not built is not found', async () => {
  await writeFile(join(folder, 'app.js'), 'void 0')
  const answered = await fetch(`http://127.0.0.1:${server.port}/`)
  expect(answered.status).toBe(404)
})

it('a port that may not be used is told with the reason of the system', async () => {
  vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server) {
    const fault = Object.assign(new Error('listen EACCES: permission denied'), { code: 'EACCES' })
    queueMicrotask(() => this.emit('error', fault))
    return this
  })
  await expect(startLoopbackServer({ lab, pageFolder: folder, port: 80 })).rejects.toMatchObject({
    code: 'bad-input',
    message: 'Port 80 cannot be used: listen EACCES: permission denied.',
  })
})
