import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Lab } from '../../src/main/services/lab'
import type { Reply } from '../../src/shared/contract/api'
import { calls } from '../../src/shared/contract/calls'
import { errorCodes } from '../../src/shared/contract/errors'
import type { StudyHistory } from '../../src/shared/domain/study'
import { pack, unpack } from '../../src/shared/contract/wire'
import type { z } from 'zod'
import type { Dice } from './dice'
import { fuzzer, type Case } from './harness'
import { hostileNames, junkValue } from './junk'
import { fillHistory, openLabOn } from './lab'
import { mutateJson } from './mutate'
import { validCalls, type Known } from './valid-calls'

interface Call {
  readonly service: unknown
  readonly verb: unknown
  readonly input: unknown
}

const names = Object.entries(calls).flatMap(([service, verbs]) =>
  Object.keys(verbs).map((verb) => ({ service, verb })),
)

async function answered<Result>(lab: Lab, service: string, verb: string, input: unknown) {
  const reply = await lab.call({ service, verb, input })
  if (reply.ok) return reply.result as Result
  throw new Error(`${service}.${verb} was refused: ${reply.error.message}`)
}

/** What valid calls name, made in the lab. */
async function prepare(lab: Lab): Promise<Known> {
  const none = {
    importId: 'none',
    scheduleId: 'none',
    viewId: 'none',
    liveRunId: 'none',
    bundle: new Uint8Array(),
  }
  const { imports, schedules, views, bundles, studies } = validCalls(none)
  const added = await answered<{ imports: { id: string }[] }>(lab, 'imports', 'add', imports.add[0])
  const schedule = await answered<{ id: string }>(lab, 'schedules', 'save', schedules.save[0])
  const view = await answered<{ id: string }>(lab, 'views', 'save', views.save[0])
  const { bytes } = await answered<{ bytes: Uint8Array }>(lab, 'bundles', 'make', bundles.make[0])
  const { runs } = await answered<StudyHistory>(lab, 'studies', 'create', studies.create[0])
  return {
    importId: added.imports[0]?.id ?? 'none',
    scheduleId: schedule.id,
    viewId: view.id,
    liveRunId: runs[0]?.id ?? 'none',
    bundle: bytes,
  }
}

/** Making hundreds of runs or imports takes its time and is no hang; a few show the same. */
function withLittleToMake(call: Call): Call {
  const { input } = call
  if (typeof input !== 'object' || input === null) return call
  const few = Object.entries(input)
    .filter(([name, list]) => ['seeds', 'files'].includes(name) && Array.isArray(list))
    .map(([name, list]) => [name, (list as readonly unknown[]).slice(0, 3)] as const)
  return few.length === 0 ? call : { ...call, input: { ...input, ...Object.fromEntries(few) } }
}

function makeCall(dice: Dice, known: Known): Call {
  const { service, verb } = dice.pick(names)
  if (dice.percent(3)) {
    return {
      service: dice.percent(50) ? service : junkValue(dice),
      verb: dice.percent(50) ? dice.pick(hostileNames) : junkValue(dice),
      input: {},
    }
  }
  if (dice.percent(15)) return { service, verb, input: junkValue(dice) }
  const verbs = validCalls(known)[service as keyof typeof calls] as Readonly<
    Record<string, readonly unknown[]>
  >
  const valid = dice.pick(verbs[verb] ?? [{}])
  return withLittleToMake({
    service,
    verb,
    input: dice.percent(20) ? valid : mutateJson(dice, valid),
  })
}

/** A call as it arrives: over a channel that copies values, or as a frame; else as it is. */
function carried(dice: Dice, call: Call): Call {
  try {
    return dice.percent(50) ? structuredClone(call) : (unpack(pack(call)) as Call)
  } catch {
    // What no carrier takes is refused by the carrier; the lab must stand it all the same.
    return call
  }
}

const outputOf = ({ service, verb }: Call): z.ZodType | undefined => {
  const verbs = calls[service as keyof typeof calls] as Readonly<
    Record<string, { output: z.ZodType }>
  >
  return verbs[verb as string]?.output
}

/** A reply must be one of the contract's: a result of the declared form, or a code of the list. */
function judge(call: Call, reply: Reply): string {
  pack(reply)
  if (reply.ok) {
    outputOf(call)?.parse(reply.result)
    return 'accepted'
  }
  const { code, message } = reply.error
  if (code === 'internal' || !errorCodes.includes(code)) throw new Error(message)
  if (message.length > 100_000) throw new Error(`a refusal of ${message.length} characters`)
  return code
}

/** Calls change the lab, so it begins anew from time to time. */
const freshEvery = 150

/** Every call of the contract, given anything by whoever can reach the bridge. */
export const fuzzBridge = fuzzer({
  name: 'fuzz-bridge',
  promise: 'a call is answered as the contract says, or refused with a code of its list',
  short: 140,
  open: async (dataDir) => {
    let lab: Lab | null = null
    let known: Known
    let made = 0
    const begin = async () => {
      await lab?.close()
      for (const name of await readdir(dataDir)) await rm(join(dataDir, name), { recursive: true })
      await fillHistory(dataDir)
      lab = await openLabOn(dataDir)
      known = await prepare(lab)
      return lab
    }
    lab = await begin()
    return {
      make: async (dice): Promise<Case> => {
        if (made++ % freshEvery === freshEvery - 1) lab = await begin()
        const call = carried(dice, makeCall(dice, known))
        const isKnown = typeof call.service === 'string' && Object.hasOwn(calls, call.service)
        return { what: isKnown ? call.service : 'other', input: call }
      },
      feed: async ({ input }) => {
        const call = input as Call
        if (!lab) throw new Error('There is no lab.')
        return judge(call, await lab.call(call))
      },
      close: async () => lab?.close(),
    }
  },
})
