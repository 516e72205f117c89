import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LabError } from '../../../shared/contract/errors'
import { pack, unpack, type Request, type ServerMessage } from '../../../shared/contract/wire'
import { connectSocket, type Socket } from './socket'

/** The far end of a socket, worked by the test. */
class FakeSocket {
  binaryType: BinaryType = 'blob'
  readyState = 0
  onopen: Socket['onopen'] = null
  onmessage: Socket['onmessage'] = null
  onclose: Socket['onclose'] = null
  readonly sent: Request[] = []
  close = vi.fn()
  send(frame: Uint8Array) {
    this.sent.push(unpack(frame) as Request)
  }
  open() {
    this.readyState = 1
    this.onopen?.call(this as never, {} as Event)
  }
  say(message: ServerMessage) {
    const { buffer } = pack(message).slice()
    this.onmessage?.call(this as never, { data: buffer } as MessageEvent)
  }
  break(code: number) {
    this.readyState = 3
    this.onclose?.call(this as never, { code } as CloseEvent)
  }
}

let sockets: FakeSocket[] = []
const connect = () =>
  connectSocket('ws://127.0.0.1/lab', () => {
    const socket = new FakeSocket()
    sockets.push(socket)
    return socket as unknown as Socket
  })

beforeEach(() => {
  vi.useFakeTimers()
  sockets = []
})
afterEach(() => {
  vi.useRealTimers()
})

test('a call is answered by its own reply', async () => {
  const { lab, state } = connect()
  expect(state()).toBe('connecting')
  sockets[0]!.open()
  expect(state()).toBe('connected')
  const first = lab.settings.read({})
  const second = lab.studies.list({})
  expect(sockets[0]!.sent).toMatchObject([
    { id: 0, service: 'settings', verb: 'read', input: {} },
    { id: 1, service: 'studies', verb: 'list' },
  ])
  sockets[0]!.say({ kind: 'reply', id: 1, reply: { ok: true, result: [] } })
  sockets[0]!.say({ kind: 'reply', id: 0, reply: { ok: true, result: { theme: 'dark' } } })
  expect(await first).toEqual({ theme: 'dark' })
  expect(await second).toEqual([])
})

test('an error keeps its code and causes', async () => {
  const { lab } = connect()
  sockets[0]!.open()
  const call = lab.studies.list({})
  const error = {
    code: 'storage-failed',
    message: 'The disk is full.',
    causes: ['ENOSPC'],
  } as const
  sockets[0]!.say({ kind: 'reply', id: 0, reply: { ok: false, error } })
  const thrown = await call.catch((reason: unknown) => reason)
  expect(thrown).toBeInstanceOf(LabError)
  expect(thrown).toMatchObject({ code: 'storage-failed', cause: { message: 'ENOSPC' } })
})

test('events reach their listeners until these leave', () => {
  const { lab } = connect()
  sockets[0]!.open()
  const heard = vi.fn()
  const leave = lab.on('studyRemoved', heard)
  sockets[0]!.say({ kind: 'event', name: 'studyRemoved', payload: { studyId: 'a' } })
  sockets[0]!.say({ kind: 'event', name: 'runsChanged', payload: { runs: [] } })
  leave()
  sockets[0]!.say({ kind: 'event', name: 'studyRemoved', payload: { studyId: 'b' } })
  expect(heard.mock.calls).toEqual([[{ studyId: 'a' }]])
})

test('a broken socket fails its calls and is opened again, listeners kept', async () => {
  const { lab, state } = connect()
  const heard = vi.fn()
  lab.on('studyRemoved', heard)
  sockets[0]!.open()
  const call = lab.studies.list({})
  sockets[0]!.break(1006)
  await expect(call).rejects.toMatchObject({ code: 'disconnected' })
  expect(state()).toBe('lost')
  await expect(lab.studies.list({})).rejects.toMatchObject({ code: 'disconnected' })
  vi.advanceTimersByTime(250)
  expect(sockets).toHaveLength(2)
  sockets[1]!.break(1006)
  vi.advanceTimersByTime(499)
  expect(sockets).toHaveLength(2)
  vi.advanceTimersByTime(1)
  sockets[2]!.open()
  expect(state()).toBe('connected')
  sockets[2]!.say({ kind: 'event', name: 'studyRemoved', payload: { studyId: 'c' } })
  expect(heard).toHaveBeenCalledWith({ studyId: 'c' })
})

test('a refused token is not tried again', () => {
  const { onState } = connect()
  const told = vi.fn()
  onState(told)
  sockets[0]!.open()
  sockets[0]!.break(4401)
  vi.advanceTimersByTime(60_000)
  expect(told.mock.calls).toEqual([['connected'], ['unauthorized']])
  expect(sockets).toHaveLength(1)
})

test('a closed connection stays closed', () => {
  const { close } = connect()
  sockets[0]!.open()
  close()
  expect(sockets[0]!.close).toHaveBeenCalled()
  expect(sockets[0]!.onclose).toBeNull()
})
