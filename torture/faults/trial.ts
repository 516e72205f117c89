import fs from 'node:fs'
import { join } from 'node:path'
import { LabError } from '../../src/shared/contract/errors'
import { CheckpointFault } from '../disk/checkpoints'
import { curvesOf, sampleRow, sampleSteps, schedulesOf, settingsWith } from '../disk/samples'
import { openStores, type Stores } from '../disk/stores'
import { watchFiles, type FileCall } from '../disk/watched-fs'
import { dataIn, runB } from './base-folder'
import { verdictOn, type FaultCode, type FaultSpan } from './fault-kinds'
import { stateOf } from './folder-state'
import { passTime, restoreClock } from './quick-clock'
import type { Operation } from './operations'

export const outIn = (folder: string) => join(folder, 'out')

export interface Fault {
  /** Which call it meets, from 1. */
  readonly at: number
  readonly code: FaultCode
  readonly span: FaultSpan
}

export interface Told {
  readonly calls: number
  /** Calls that were failed or cut short. */
  readonly injected: number
  /** What the operation threw; undefined when it did not. */
  readonly error: unknown
}

/** Does an operation on opened stores, with a fault or none. */
export async function meet(
  { begin, act }: Operation,
  folder: string,
  stores: Stores,
  fault: Fault | null,
): Promise<Told> {
  await begin?.(stores)
  let [calls, injected] = [0, 0]
  const before = (call: FileCall) => {
    calls++
    const isMet = fault && (fault.span === 'once' ? calls === fault.at : calls >= fault.at)
    const verdict = isMet ? verdictOn(call, fault.code) : null
    if (verdict) injected++
    if (verdict && fault?.span === 'lasting') passTime(1_000)
    return verdict
  }
  const stop = watchFiles(folder, { before })
  const error: unknown = await Promise.resolve()
    .then(() => act(stores, outIn(folder)))
    .then(
      () => undefined,
      (thrown: unknown) => thrown ?? 'nothing',
    )
  stop()
  restoreClock()
  return { calls, injected, error }
}

export async function openFor(folder: string): Promise<Stores> {
  const stores = openStores(dataIn(folder))
  await stores.history.load()
  return stores
}

/** What a person goes on to do once the disk is well again. */
export async function goOn({ settings, schedules, history, folders, imports }: Stores) {
  settings.write(settingsWith({ tourSeen: true }))
  schedules.write(schedulesOf('later'))
  await history.saveRuns([{ ...runB, outcome: 'Later.' }])
  const { length } = await folders.readEpochs(runB.id)
  await folders.appendEpoch(runB.id, sampleRow(length), sampleSteps(length))
  await folders.appendLog(runB.id, 'later')
  await imports.save(curvesOf('later'))
}

/** What a next start finds. */
export interface Found {
  readonly data: string
  /** Exported files with their contents, but for those that never became one. */
  readonly files: readonly string[]
}

export async function reopened(folder: string): Promise<Found> {
  const out = outIn(folder)
  const names = fs.readdirSync(out).filter((name) => !name.endsWith('.tmp'))
  const files = names.map((name) => `${name}: ${fs.readFileSync(join(out, name), 'utf8')}`)
  return { data: await stateOf(dataIn(folder)), files }
}

/** Why an error does not tell a person what went wrong with which file; null when it does. */
export function faultOfError(error: unknown, folder: string): string | null {
  // Trainers tell of a checkpoint in words of their own, around the system's message.
  if (!(error instanceof LabError) && !(error instanceof CheckpointFault)) {
    return `it threw ${String(error)}`
  }
  return error.message.includes(folder) ? null : `its error names no file: ${error.message}`
}
