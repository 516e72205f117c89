import { existsSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { LabError } from '../../src/shared/contract/errors'
import type { Dose, Outcome, Torture } from '../torture'
import { Dice } from './dice'
import { escapeFile } from './junk'
import { Faults, type Case } from './faults'
import { Tally } from './tally'
import { watchHangs } from './watch'

export type { Case } from './faults'

/** A surface of the product, ready to be given things. */
export interface Target {
  /** Not timed: what there is to be set up for a case is set up here. */
  readonly make: (dice: Dice) => Case | Promise<Case>
  /** `accepted`, or by what code it was refused; whatever it throws breaks the promise. */
  readonly feed: (given: Case) => string | Promise<string>
  readonly close?: () => Promise<void>
}

export interface Surface {
  readonly name: string
  readonly promise: string
  /** Cases without `--n`, and in `npm test`. */
  readonly usual?: number
  readonly short: number
  /** A case that takes so long is a hang. */
  readonly longestMs?: number
  /** `dataDir` is the one folder where anything may be written. */
  readonly open: (dataDir: string) => Promise<Target> | Target
}

/** In memory where that can be: what survives a loss of power is no matter here. */
const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

const hangMs = 1_000
const mostGrowthMiB = 256
const mebibyte = 1024 ** 2
/** The number of a case that is to be tried alone, as after a hang: `COOLDOWN_FUZZ_CASE=17`. */
const only = Number(process.env['COOLDOWN_FUZZ_CASE']) || null
/** How often everything around the cases is looked at. */
const lookEvery = 100

/** `accepted`, or the code of the error of ours by which it was refused; anything else is a fault. */
export async function taken(work: () => unknown): Promise<string> {
  try {
    await work()
    return 'accepted'
  } catch (error) {
    if (error instanceof LabError && error.code !== 'internal') return error.code
    throw error
  }
}

setFlagsFromString('--expose-gc')
/** Frees what nothing refers to. */
const collect = runInNewContext('gc') as () => void

/** Memory in MiB once there is nothing left to be freed: of the process, and what of it is in use. */
function settled() {
  collect()
  const { rss, heapUsed, external } = process.memoryUsage()
  return { whole: rss / mebibyte, used: (heapUsed + external) / mebibyte }
}

const known = Reflect.ownKeys(Object.prototype).length

/** What cases left behind that they must not. */
function traces(root: string): string | null {
  if (({} as Record<string, unknown>)['polluted'] !== undefined) return '{}.polluted is set'
  if (Reflect.ownKeys(Object.prototype).length !== known) return 'Object.prototype has other keys'
  const strange = readdirSync(root).filter((name) => name !== 'in')
  if (strange.length > 0) return `written outside the data folder: ${strange.join(', ')}`
  if (readdirSync(join(root, 'in')).length > 1) return 'written beside the data folder'
  if (!existsSync(escapeFile)) return null
  rmSync(escapeFile, { recursive: true })
  return `${escapeFile} was written`
}

/** Others use this machine, too: a case is slow when it is so every time. */
const turns = 4

/** A clock of the time that this process has worked; of what it only waited for, a tenth counts. */
function stopwatch(): () => number {
  const began = performance.now()
  const worked = process.cpuUsage()
  return () => {
    const wall = performance.now() - began
    const { user, system } = process.cpuUsage(worked)
    return Math.min(wall, Math.max((user + system) / 1_000, wall / 10))
  }
}

/** Feeds one case; one that took long is fed again. */
async function timed(target: Target, given: Case, longestMs: number) {
  let least = Infinity
  for (let turn = 0; turn < turns; turn++) {
    const elapsed = stopwatch()
    const outcome = await target.feed(given)
    least = Math.min(least, elapsed())
    if (least <= longestMs) return { outcome, ms: least }
  }
  throw new Error(`it took ${Math.round(least)} ms at best`)
}

async function feedAll(surface: Surface, target: Target, root: string, dose: Dose) {
  const { n, seed, log } = dose
  const tally = new Tally()
  const faults = new Faults(seed)
  const watch = watchHangs(surface.name)
  const longestMs = surface.longestMs ?? hangMs
  let current: Case | null = null
  const stray = (error: unknown) => {
    if (current) faults.add(0, current, new Error(`nobody caught: ${String(error)}`))
  }
  process.on('unhandledRejection', stray)
  try {
    for (let number = only ?? 1; number <= (only ?? n); number++) {
      watch.at(number)
      const given = await target.make(new Dice(seed, number))
      current = given
      try {
        const { outcome, ms } = await timed(target, given, longestMs)
        tally.add(given.what, outcome, ms)
      } catch (error) {
        tally.add(given.what, 'broken', 0)
        await faults.found(number, given, error, (less) => timed(target, less, longestMs))
      }
      if (number % lookEvery > 0 && number < n && number !== only) continue
      const trace = traces(root)
      if (trace !== null) faults.add(number, given, new Error(`up to here, ${trace}`))
      if (number % (lookEvery * 20) > 0) continue
      // Garbage that lies about would count as growth.
      collect()
      log(`${number} of ${n}`)
    }
  } finally {
    process.off('unhandledRejection', stray)
    await watch.end()
  }
  return { tally, faults }
}

async function run(surface: Surface, dose: Dose): Promise<Outcome> {
  const root = await mkdtemp(join(base, 'cooldown-fuzz-'))
  // As deep as the paths that lead out climb, or they would leave what is looked at.
  const dataDir = join(root, 'in', 'data')
  await mkdir(dataDir, { recursive: true })
  try {
    const target = await surface.open(dataDir)
    const before = settled()
    const { tally, faults } = await feedAll(surface, target, root, dose)
    const after = settled()
    const growth = Math.round(after.whole - before.whole)
    await target.close?.()
    const broken = faults.all()
    if (growth > mostGrowthMiB) broken.push(`memory grew by ${growth} MiB`)
    const figures = {
      ...tally.figures(),
      'memory growth, MiB': growth,
      'growth of what is used, MiB': Math.round(after.used - before.used),
    }
    return { figures, broken }
  } finally {
    await rm(root, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** A surface as a torture: so many hostile cases, each to be repeated by its seed and number. */
export const fuzzer = (surface: Surface): Torture => ({
  name: surface.name,
  promise: surface.promise,
  unit: 'cases',
  usual: surface.usual ?? 10_000,
  short: surface.short,
  run: (dose) => run(surface, dose),
})
