import type { EventName, Reply } from '../../../shared/contract/api'
import { unauthorizedClose } from '../../../shared/contract/channels'
import { createClient } from '../../../shared/contract/client'
import { pack, unpack, type ServerMessage } from '../../../shared/contract/wire'
import type { Connection, ConnectionState } from './connection'
import { Listeners } from './listeners'

/** The part of a WebSocket that is used here. */
export type Socket = Pick<
  WebSocket,
  'binaryType' | 'readyState' | 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose'
>

const firstDelayMs = 250
const longestDelayMs = 5_000
const open = 1

const disconnected: Reply = {
  ok: false,
  error: { code: 'disconnected', message: 'The lab cannot be reached just now.', causes: [] },
}

/** The lab over a WebSocket that is opened again, ever more patiently, whenever it breaks. */
export function connectSocket(
  address: string,
  make: (address: string) => Socket = (url) => new WebSocket(url),
): Connection {
  const states = new Listeners<ConnectionState>()
  const events = new Map<string, Listeners<unknown>>()
  const waiting = new Map<number, (reply: Reply) => void>()
  let state: ConnectionState = 'connecting'
  let socket: Socket | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let delayMs = firstDelayMs
  let nextId = 0

  const become = (next: ConnectionState) => {
    if (next === state) return
    state = next
    states.tell(next)
  }

  const receive = (message: ServerMessage) => {
    if (message.kind === 'event') {
      events.get(message.name)?.tell(message.payload)
      return
    }
    waiting.get(message.id)?.(message.reply)
    waiting.delete(message.id)
  }

  const closed = (code: number) => {
    socket = null
    for (const answer of waiting.values()) answer(disconnected)
    waiting.clear()
    if (code === unauthorizedClose) {
      become('unauthorized')
      return
    }
    become('lost')
    timer = setTimeout(connect, delayMs)
    delayMs = Math.min(longestDelayMs, delayMs * 2)
  }

  function connect(): void {
    const opened = make(address)
    socket = opened
    opened.binaryType = 'arraybuffer'
    opened.onopen = () => {
      delayMs = firstDelayMs
      become('connected')
    }
    // Frames come from the server that served this page, in the shape of the contract.
    opened.onmessage = ({ data }) => {
      receive(unpack(new Uint8Array(data as ArrayBuffer)) as ServerMessage)
    }
    opened.onclose = ({ code }) => closed(code)
  }

  const call = (service: string, verb: string, input: unknown): Promise<Reply> => {
    if (socket?.readyState !== open) return Promise.resolve(disconnected)
    const id = nextId++
    socket.send(pack({ id, service, verb, input }))
    return new Promise((resolve) => waiting.set(id, resolve))
  }

  const on = (name: EventName, listener: (payload: unknown) => void) => {
    const listeners = events.get(name) ?? new Listeners<unknown>()
    events.set(name, listeners)
    return listeners.add(listener)
  }

  connect()
  return {
    lab: createClient({ call, on }),
    state: () => state,
    onState: (listener) => states.add(listener),
    close: () => {
      clearTimeout(timer)
      if (!socket) return
      socket.onclose = null
      socket.close()
    },
  }
}
