import '../disk/watched-fs'
import fs from 'node:fs'
import { join } from 'node:path'
import { inFreshFolder, leftoversIn } from '../disk/folders'
import { openStores, type Stores } from '../disk/stores'
import { watchFiles } from '../disk/watched-fs'
import type { Dose, Outcome, Torture } from '../torture'
import { dataIn, fillBase } from './base-folder'
import { faultCodes, faultSpans } from './fault-kinds'
import { operations, type Operation } from './operations'
import { difference, stateFound, type States } from './states'
import { faultOfError, goOn, meet, openFor, outIn, reopened, type Fault } from './trial'

/** Every code, once and lasting: so many rounds meet every call with every fault. */
const faults = faultSpans.flatMap((span) => faultCodes.map((code) => ({ span, code })))

interface Tally {
  operations: number
  calls: number
  faults: number
  old: number
  new: number
  third: number
}

const copy = (from: string, to: string) => fs.cpSync(from, to, { recursive: true })

/** The folder before an operation, the states around it, and how many calls it makes. */
async function rehearse(operation: Operation, base: string, template: string) {
  copy(base, template)
  const stores = await openFor(template)
  fs.mkdirSync(outIn(template))
  await operation.prepare?.(stores, outIn(template))
  const after = async (acts: boolean, goesOn: boolean) =>
    inFreshFolder(async (folder) => {
      copy(template, folder)
      const opened = await openOrNot(operation, folder)
      const { calls, error } = acts
        ? await meet(operation, folder, opened, null)
        : (await operation.begin?.(opened), { calls: 0, error: undefined })
      if (error !== undefined) throw error as Error
      if (goesOn) await goOn(operation.opens ? await openFor(folder) : opened)
      return { calls, state: await reopened(folder) }
    })
  const acted = await after(true, false)
  return {
    calls: acted.calls,
    states: { old: (await after(false, false)).state, new: acted.state },
    later: { old: (await after(false, true)).state, new: (await after(true, true)).state },
  }
}

/** What opens the folder by itself meets it as it is, and asks for nothing but its path. */
const openOrNot = async ({ opens }: Operation, folder: string): Promise<Stores> =>
  opens ? ({ dataDir: dataIn(folder) } as Stores) : openFor(folder)

async function tryFault(
  operation: Operation,
  template: string,
  fault: Fault,
  states: States,
  later: States,
  tally: Tally,
): Promise<readonly string[]> {
  const goesOn = fault.at % 2 === 0 && !operation.opens
  return inFreshFolder(async (folder) => {
    copy(template, folder)
    const stores = await openOrNot(operation, folder)
    const { injected, error } = await meet(operation, folder, stores, fault)
    if (injected === 0) return []
    tally.faults++
    const broken: string[] = []
    const allowed = goesOn ? later : states
    try {
      if (goesOn) await goOn(stores)
      const state = await reopened(folder)
      const kind = stateFound(state, allowed)
      tally[kind]++
      if (kind === 'third') broken.push(`a third state was left: ${difference(state, allowed)}`)
      else if (kind === 'old' && error === undefined && !operation.isCache) {
        broken.push('nobody was told')
      }
    } catch (thrown) {
      broken.push(`it did not go on: ${String(thrown)}`)
    }
    if (error !== undefined) {
      const why = faultOfError(error, folder)
      if (why !== null) broken.push(why)
    }
    for (const name of leftoversIn(dataIn(folder))) broken.push(`${name} was left behind`)
    return broken
  })
}

/** Packages keep the functions that they found: conf's calls have to be seen. */
async function confIsSeen(): Promise<boolean> {
  return inFreshFolder(async (folder) => {
    const stores = openStores(folder)
    let seen = false
    const before = ({ path }: { path: string }) => {
      if (/\.tmp-\d/.test(path)) seen = true
      return null
    }
    const stop = watchFiles(folder, { before })
    stores.settings.write(stores.settings.read())
    stop()
    return seen
  })
}

/**
 * Fails each file call of each thing that is stored, with every fault in turn; every second time the lab
 * goes on with a disk that is well again, else it is opened anew at once.
 */
async function run({ n, seed, log }: Dose): Promise<Outcome> {
  const tally: Tally = {
    operations: operations.length,
    calls: 0,
    faults: 0,
    old: 0,
    new: 0,
    third: 0,
  }
  const broken: string[] = []
  if (!(await confIsSeen())) broken.push('the calls of conf were not watched')
  await inFreshFolder(async (workshop) => {
    const base = join(workshop, 'base')
    fs.mkdirSync(dataIn(base), { recursive: true })
    await fillBase(dataIn(base))
    for (const [index, operation] of operations.entries()) {
      const template = join(workshop, String(index))
      const { calls, states, later } = await rehearse(operation, base, template)
      tally.calls += calls
      for (let round = 0; round < n; round++) {
        for (let at = 1; at <= calls; at++) {
          // The list has faults.
          const kind = faults[(at + round + seed) % faults.length] as (typeof faults)[number]
          const found = await tryFault(operation, template, { at, ...kind }, states, later, tally)
          const name = `${operation.name}, call ${at} of ${calls}, ${kind.code} ${kind.span}`
          broken.push(...found.map((each) => `${name}: ${each}`))
        }
      }
      log(`${operation.name}: ${calls} calls`)
    }
  })
  return { figures: { rounds: n, ...tally }, broken }
}

export const faultsTorture: Torture = {
  name: 'faults',
  promise: 'whatever file call fails, the old or the new state is there, and somebody is told',
  unit: `rounds; ${faults.length} meet every call with every fault`,
  usual: faults.length,
  short: 1,
  run,
}
