import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { WebSocket } from 'ws'
import type { EventName, LabApi, Reply } from '../../src/shared/contract/api'
import { createClient } from '../../src/shared/contract/client'
import { pack, unpack, type ServerMessage } from '../../src/shared/contract/wire'
import { cooldown, isAlive, trainersOf } from '../../integration/cooldown'

/** A lab server in a process of its own, and a client that hears all it tells. */
export interface ServedLab {
  readonly pid: number
  readonly lab: LabApi
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<{ code: number | null; signal: string | null; stderr: string }>
}

/** Starts the built lab server on a folder; rejects with what it said when it refuses. */
export async function serveLab(
  dataDir: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<ServedLab> {
  const args = ['serve', '--data-dir', dataDir, '--port', '0', '--no-open', '--json']
  const server = cooldown(args, { COOLDOWN_MEASURE: 'off', ...environment })
  const line = await server.line((each) => each.includes('"address"'))
  const address = new URL((JSON.parse(line) as { address: string }).address)
  return {
    pid: server.child.pid ?? 0,
    lab: await connected(address),
    kill: (signal) => void server.child.kill(signal),
    ended: server.ended,
  }
}

const gone: Reply = {
  ok: false,
  error: { code: 'disconnected', message: 'The lab is gone.', causes: [] },
}

async function connected({ host, searchParams }: URL): Promise<LabApi> {
  const socket = new WebSocket(`ws://${host}/lab`, {
    headers: { authorization: `Bearer ${searchParams.get('token') ?? ''}` },
  })
  await once(socket, 'open')
  const waiting = new Map<number, (reply: Reply) => void>()
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  // A killed server breaks the connection, which is told by the calls that were under way.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    for (const answer of waiting.values()) answer(gone)
  })
  socket.on('message', (data: Buffer) => {
    const message = unpack(data) as ServerMessage
    if (message.kind === 'event') {
      listeners.get(message.name)?.forEach((listener) => listener(message.payload))
    } else waiting.get(message.id)?.(message.reply)
  })
  let nextId = 0
  return createClient({
    call: (service, verb, input) => {
      if (socket.readyState !== WebSocket.OPEN) return Promise.resolve(gone)
      const id = nextId++
      socket.send(pack({ id, service, verb, input }))
      return new Promise((resolve) => waiting.set(id, resolve))
    },
    on: (name: EventName, listener) => {
      const own = listeners.get(name) ?? new Set()
      listeners.set(name, own.add(listener))
      return () => own.delete(listener)
    },
  })
}

const lookEveryMs = 20

export const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits for a state and tells how long it took; gives up, with `false`, after a time that is far too long. */
export async function reached(
  isThere: () => boolean | Promise<boolean>,
  withinMs = 60_000,
): Promise<number | false> {
  const start = performance.now()
  while (!(await isThere())) {
    if (performance.now() - start > withinMs) return false
    await later(lookEveryMs)
  }
  return performance.now() - start
}

/** Waits until none of these processes lives. */
export const allGone = (pids: readonly number[]) =>
  reached(async () => !(await Promise.all(pids.map(isAlive))).includes(true))

export { trainersOf }

/** Files that a process leaves half made, below a data folder. */
export async function leftovers(dataDir: string): Promise<readonly string[]> {
  const entries = await readdir(dataDir, { recursive: true })
  return entries.filter((name) => /\.tmp(-|$)|\.new$|\.removed$/.test(name))
}
