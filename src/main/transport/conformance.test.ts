import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { IpcMainInvokeEvent, WebContents } from 'electron'
import type { EventName, LabApi, LabServices, Reply } from '../../shared/contract/api'
import { calls, events } from '../../shared/contract/calls'
import { createClient, type Carrier } from '../../shared/contract/client'
import { dispatch } from '../../shared/contract/dispatch'
import { LabError } from '../../shared/contract/errors'
import { defaultSettings } from '../../shared/contract/settings'
import { pack, unpack, type ServerMessage } from '../../shared/contract/wire'
import type { ScheduleSpec } from '../../shared/domain/schedule'
import { createBridge } from '../../preload/bridge'
import { exposeOverIpc } from './ipc'
import { startLoopbackServer } from './loopback/server'

type Listener = (payload: unknown) => void

/** A lab that answers every declared call with a recognisable value. */
function echoLab() {
  const listeners = new Map<EventName, Set<Listener>>()
  const seen: { service: string; verb: string; input: unknown }[] = []
  const answers: Record<string, (input: unknown) => Promise<unknown>> = {
    'settings.read': async () => defaultSettings,
    'runs.steps': async () => ({
      loss: Float32Array.of(0.1, NaN, Infinity),
      learningRate: Float64Array.of(0.1, 1e-300, 0),
      momentum: Float64Array.of(0.9, NaN, 0),
      norms: {
        gradient: Float32Array.of(1, 2, NaN),
        weights: Float32Array.of(0.5, Infinity, 0),
        updateRatio: Float32Array.of(1e-3, 0, 1),
      },
    }),
    'exports.table': async () => ({
      fileName: 'ä.csv',
      mediaType: 'text/csv',
      bytes: Uint8Array.of(0, 255, 10),
    }),
    'studies.get': async () => {
      throw new LabError('not-found', 'There is no study "x".', {
        cause: new Error('looked in studies', { cause: new Error('disk said ENOENT') }),
      })
    },
    'studies.list': async () => {
      throw new TypeError('a fault of ours')
    },
  }
  const services = Object.fromEntries(
    Object.entries(calls).map(([service, verbs]) => [
      service,
      Object.fromEntries(
        Object.keys(verbs).map((verb) => [
          verb,
          (input: unknown) => {
            seen.push({ service, verb, input })
            return answers[`${service}.${verb}`]?.(input) ?? Promise.resolve({})
          },
        ]),
      ),
    ]),
  ) as unknown as LabServices
  return {
    seen,
    call: (untrusted: Parameters<typeof dispatch>[1]) => dispatch(services, untrusted),
    on: (name: EventName, listener: Listener) => {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      return () => set.delete(listener)
    },
    tell: (name: EventName, payload: unknown) =>
      listeners.get(name)?.forEach((hear) => hear(payload)),
    listening: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
  }
}

type EchoLab = ReturnType<typeof echoLab>
interface Connection {
  readonly client: LabApi
  close(): Promise<void>
}

/** Electron's channel by its promises: values cross by structured clone, errors do not. */
async function overIpc(lab: EchoLab): Promise<Connection> {
  let handler: ((event: IpcMainInvokeEvent, ...args: unknown[]) => unknown) | undefined
  const hears = new Set<(event: unknown, ...args: unknown[]) => void>()
  const window = {
    send: (_channel: string, ...args: unknown[]) =>
      hears.forEach((hear) => hear({}, ...structuredClone<unknown[]>(args))),
  } as unknown as WebContents
  const undo = exposeOverIpc(lab, {
    ipcMain: {
      handle: (_channel, handle) => {
        handler = handle
      },
      removeHandler: () => {
        handler = undefined
      },
    },
    windows: () => [window],
    trusts: () => true,
  })
  const ipc = {
    invoke: async (_channel: string, ...args: unknown[]) =>
      structuredClone(
        await handler?.({} as IpcMainInvokeEvent, ...structuredClone<unknown[]>(args)),
      ),
    on: (_channel: string, hear: never) => hears.add(hear),
    removeListener: (_channel: string, hear: never) => hears.delete(hear),
  } as unknown as Parameters<typeof createBridge>[0]
  const bridge = createBridge(ipc, calls, Object.keys(events))
  const carrier: Carrier = {
    call: (service, verb, input) =>
      (bridge as unknown as Record<string, Record<string, (input: unknown) => Promise<Reply>>>)[
        service
      ]![verb]!(input),
    on: bridge.on,
  }
  return { client: createClient(carrier), close: async () => undo() }
}

async function overSocket(lab: EchoLab): Promise<Connection> {
  const pageFolder = await mkdtemp(join(tmpdir(), 'cooldown-page-'))
  await writeFile(join(pageFolder, 'index.html'), '<!doctype html>')
  const server = await startLoopbackServer({ lab, pageFolder, port: 0 })
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/lab`, {
    headers: { authorization: `Bearer ${server.token}` },
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const waiting = new Map<number, (reply: Reply) => void>()
  const hears = new Map<EventName, Set<Listener>>()
  socket.on('message', (data: Buffer) => {
    const message = unpack(data) as ServerMessage
    if (message.kind === 'reply') waiting.get(message.id)?.(message.reply)
    else hears.get(message.name)?.forEach((hear) => hear(message.payload))
  })
  let next = 0
  const carrier: Carrier = {
    call: (service, verb, input) =>
      new Promise((resolve) => {
        const id = next++
        waiting.set(id, resolve)
        socket.send(pack({ id, service, verb, input }))
      }),
    on: (name, listener) => {
      const set = hears.get(name) ?? new Set()
      hears.set(name, set.add(listener))
      return () => set.delete(listener)
    },
  }
  const close = async () => {
    socket.terminate()
    await server.close()
    await rm(pageFolder, { recursive: true })
  }
  return { client: createClient(carrier), close }
}

describe.each([
  ['Electron IPC', overIpc],
  ['loopback WebSocket', overSocket],
])('%s', (_, connect) => {
  let lab: EchoLab
  let connection: Connection
  beforeEach(async () => {
    lab = echoLab()
    connection = await connect(lab)
  })
  afterEach(() => connection.close())

  test('offers every declared call', () => {
    for (const [service, verbs] of Object.entries(calls)) {
      const offered = connection.client[service as keyof typeof calls]
      expect(Object.keys(offered).sort()).toEqual(Object.keys(verbs).sort())
    }
  })
  test('carries a call with its defaults filled in', async () => {
    expect(await connection.client.settings.read({})).toEqual(defaultSettings)
    await connection.client.exports.runChart({ runId: 'a-1', chart: 'curves' })
    expect(lab.seen.at(-1)).toEqual({
      service: 'exports',
      verb: 'runChart',
      input: {
        runId: 'a-1',
        chart: 'curves',
        theme: 'light',
        scale: 2,
        format: 'png',
        transparent: false,
        logarithmic: false,
      },
    })
  })
  test('keeps bytes, float arrays and numbers that are not finite', async () => {
    const { loss, learningRate, momentum, norms } = await connection.client.runs.steps({
      runId: 'r',
    })
    expect(loss).toEqual(Float32Array.of(0.1, NaN, Infinity))
    expect(learningRate).toEqual(Float64Array.of(0.1, 1e-300, 0))
    expect(momentum).toEqual(Float64Array.of(0.9, NaN, 0))
    expect(norms?.weights).toEqual(Float32Array.of(0.5, Infinity, 0))
    const file = await connection.client.exports.table({ studyId: 's', layout: 'wide' })
    expect(file.fileName).toBe('ä.csv')
    expect([...file.bytes]).toEqual([0, 255, 10])
  })
  test('keeps code, message and causes of an error', async () => {
    const error = await connection.client.studies
      .get({ studyId: 'x' })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(LabError)
    expect(error).toMatchObject({ code: 'not-found', message: 'There is no study "x".' })
    const cause = (error as Error).cause as Error
    expect([cause.message, (cause.cause as Error).message]).toEqual([
      'looked in studies',
      'disk said ENOENT',
    ])
  })
  test('a fault of ours arrives as internal, without its stack', async () => {
    const error = await connection.client.studies.list({}).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'internal', message: 'Unexpected fault: a fault of ours' })
    expect((error as Error).stack).not.toContain('echoLab')
  })
  test('refuses bad input naming the field and the rule, before any service runs', async () => {
    const wrong = connection.client.studies.create({ templateId: 'article', seeds: [-1] })
    await expect(wrong).rejects.toMatchObject({ code: 'bad-input' })
    await expect(wrong).rejects.toThrow(/^studies\.create: seeds\.0: .*>=0/)
    await expect(connection.client.studies.get({ studyId: '../x' })).rejects.toThrow(
      'studyId: must be 1 to 64 lower-case letters, digits and inner dashes',
    )
    expect(lab.seen).toEqual([])
  })
  test('takes a schedule of any size that is kept, and refuses a larger one by its rule', async () => {
    const points = (count: number): ScheduleSpec => ({
      kind: 'points',
      points: Array.from({ length: count }, (_, t) => [t, 0.1]),
    })
    const save = (spec: ScheduleSpec) =>
      connection.client.schedules.save({ name: 'Mine', spec, totalEpochs: 9, stepsPerEpoch: 9 })
    await save(points(80_000))
    const [large] = lab.seen
    expect((large?.input as { spec: unknown }).spec).toEqual(points(80_000))
    await expect(save(points(200_000))).rejects.toThrow(
      /^schedules\.save: spec: has 2,\d{3},\d{3} characters of JSON; at most 1,000,000/,
    )
    expect(lab.seen).toHaveLength(1)
  })
  test('tells events until unsubscribed', async () => {
    const heard: unknown[] = []
    const stop = connection.client.on('settingsChanged', (settings) => heard.push(settings))
    lab.tell('settingsChanged', { ...defaultSettings, theme: 'dark' })
    await vi.waitFor(() => expect(heard).toHaveLength(1))
    stop()
    lab.tell('settingsChanged', { ...defaultSettings, theme: 'light' })
    await connection.client.settings.read({})
    expect(heard).toEqual([{ ...defaultSettings, theme: 'dark' }])
  })
  test('leaves no listener behind', async () => {
    expect(lab.listening()).toBe(Object.keys(events).length)
    await connection.close()
    await vi.waitFor(() => expect(lab.listening()).toBe(0))
    connection = await connect(lab)
  })
})

describe('calls that are not in the table', () => {
  test.each([
    ['runs', 'destroy'],
    ['__proto__', 'toString'],
    ['runs', 'constructor'],
    [7, null],
    // Neither can be turned into text.
    [{ toString: 1 }, Object.create(null) as unknown],
  ])('%o.%o', async (service, verb) => {
    const reply = await echoLab().call({ service, verb, input: {} })
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } })
  })
})

test('what cannot be shown is refused like any other input', async () => {
  let deep: unknown = []
  for (let level = 0; level < 50_000; level++) deep = [deep]
  const round: Record<string, unknown> = {}
  round['self'] = round
  for (const recipe of [deep, round, 1n]) {
    const reply = await echoLab().call({
      service: 'studies',
      verb: 'create',
      input: { templateId: 'article', seeds: [1], recipe: { batchSize: recipe } },
    })
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } })
  }
})

test('of very many faults only the first are told', async () => {
  const runIds = Array.from({ length: 10_000 }, () => '../x')
  const reply = await echoLab().call({ service: 'runs', verb: 'epochs', input: { runIds } })
  expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } })
  expect(JSON.stringify(reply).length).toBeLessThan(4_000)
  expect(JSON.stringify(reply)).toContain('and 9980 more')
})

test('a sender that is not our page is refused and nothing runs', async () => {
  const lab = echoLab()
  let handler: ((...args: unknown[]) => unknown) | undefined
  exposeOverIpc(lab, {
    ipcMain: { handle: (_, handle) => (handler = handle as never), removeHandler: () => undefined },
    windows: () => [],
    trusts: () => false,
  })
  expect(await handler?.({}, 'settings', 'read', {})).toMatchObject({
    ok: false,
    error: { code: 'unauthorized' },
  })
  expect(lab.seen).toEqual([])
})
