import { freshFolder } from '../../integration/cooldown'
import type { RunId } from '../../src/shared/domain/ids'
import { MersenneTwister } from '../../src/shared/domain/random/mersenne-twister'
import { isFinal, type RunRecord } from '../../src/shared/domain/run'
import type { Dose, Outcome, Torture } from '../torture'
import { allGone, later, reached, serveLab, trainersOf, type ServedLab } from './served-lab'
import { startSmallStudy } from './small-study'

const signals = ['SIGKILL', 'SIGSEGV', 'SIGABRT', 'SIGSTOP'] as const
type Signal = (typeof signals)[number]

/** One of each group is left alone: it must train on. */
const groupSize = 8
/** Far more than are trained before the last of a group is hit. */
const epochs = 10_000
const mostPauseMs = 300
/** Trainers that gather on some cores need long to begin. */
const patienceMs = 300_000

/** What the lab tells of the runs of one study. */
class Watched {
  readonly runs = new Map<RunId, RunRecord>()
  readonly epochs = new Map<RunId, number>()

  constructor({ lab }: ServedLab) {
    lab.on('runsChanged', ({ runs }) => {
      for (const run of runs) this.runs.set(run.id, run)
    })
    lab.on('runsAdvanced', ({ epochs: told }) => {
      for (const { runId, row } of told) this.epochs.set(runId, row.epoch + 1)
    })
  }

  with(isWanted: (run: RunRecord) => boolean): readonly RunRecord[] {
    return [...this.runs.values()].filter(isWanted)
  }
}

interface Found {
  readonly broken: string[]
  readonly slowestMs: Record<Signal, number>
  hits: number
}

interface Group {
  readonly signal: Signal
  readonly victims: number
  readonly random: MersenneTwister
}

/** Trains a group at once, hits all but one, and looks what becomes of each. */
async function hitGroup(served: ServedLab, { signal, victims, random }: Group, found: Found) {
  const watched = new Watched(served)
  const seeds = Array.from({ length: victims + 1 }, (_, at) => at + 1)
  const { study, runs } = await startSmallStudy(served.lab, { trials: 1, epochs, seeds })
  const own = new Set(runs.map(({ id }) => id))
  const allBegan = () => [...own].every((id) => (watched.epochs.get(id) ?? 0) > 0)
  if ((await reached(allBegan, patienceMs)) === false) {
    found.broken.push(`${signal}: not all of ${[...own].join(', ')} began`)
  }
  const living = await trainersOf(served.pid)
  const ended = () => watched.with(({ status }) => isFinal(status))
  let hits = 0
  let lastHit = 0
  const marked = async () => {
    if ((await reached(() => ended().length >= hits, patienceMs)) === false) return
    found.slowestMs[signal] = Math.max(found.slowestMs[signal], performance.now() - lastHit)
  }
  for (const pid of living.slice(0, victims)) {
    await later(random.nextBelow(mostPauseMs))
    lastHit = performance.now()
    process.kill(pid, signal)
    hits += 1
    // A stopped one is noticed by its silence: those are waited for together.
    if (signal !== 'SIGSTOP') await marked()
  }
  await marked()
  found.hits += hits
  judge(ended(), { signal, hits, victims }, found)
  await bystanderGoesOn(watched, signal, found)
  await served.lab.studies.stop({ studyId: study.id })
  await reached(() => ended().length === own.size, patienceMs)
  const stopped = watched.with(({ status }) => status === 'stopped').length
  if (stopped !== own.size - hits) found.broken.push(`${signal}: ${stopped} runs could be stopped`)
  if ((await allGone(living)) === false) found.broken.push(`${signal}: a trainer outlived its run`)
}

function judge(
  ended: readonly RunRecord[],
  { signal, hits, victims }: { signal: Signal; hits: number; victims: number },
  { broken }: Found,
) {
  if (hits < victims)
    broken.push(`${signal}: only ${hits} of ${victims} trainers were there to hit`)
  if (ended.length !== hits) broken.push(`${signal}: ${hits} were hit and ${ended.length} ended`)
  // Who gives no sign of life is ended by us.
  const by = signal === 'SIGSTOP' ? 'SIGKILL' : signal
  for (const { id, status, exit } of ended) {
    if (status === 'interrupted' && exit?.signal === by) continue
    broken.push(`${signal}: run ${id} is ${status}, ended by ${String(exit?.signal)}`)
  }
}

async function bystanderGoesOn({ runs, epochs: told }: Watched, signal: Signal, found: Found) {
  for (const [runId, { status }] of runs) {
    if (isFinal(status)) continue
    const before = told.get(runId) ?? 0
    const goesOn = await reached(() => (told.get(runId) ?? 0) > before, patienceMs)
    if (goesOn === false) found.broken.push(`${signal}: ${runId}, left alone, no longer trains`)
  }
}

async function run({ n, seed, log }: Dose): Promise<Outcome> {
  const random = new MersenneTwister([seed])
  const found: Found = {
    broken: [],
    slowestMs: { SIGKILL: 0, SIGSEGV: 0, SIGABRT: 0, SIGSTOP: 0 },
    hits: 0,
  }
  const folder = await freshFolder()
  const served = await serveLab(folder.path)
  try {
    await served.lab.settings.update({ parallelRuns: groupSize })
    for (const signal of signals) {
      for (let done = 0; done < n; done += groupSize - 1) {
        const victims = Math.min(groupSize - 1, n - done)
        await hitGroup(served, { signal, victims, random }, found)
        log(`${signal}: ${done + victims} of ${n}`)
      }
    }
    served.kill('SIGTERM')
    const { code, signal } = await served.ended
    if (signal !== null) found.broken.push(`the lab itself ended by ${signal}, code ${code}`)
  } finally {
    served.kill('SIGKILL')
    await served.ended
    await folder.remove()
  }
  const slowest = signals.map((signal): [string, number] => [
    `${signal} to marked, slowest ms`,
    Math.round(found.slowestMs[signal]),
  ])
  return {
    figures: { 'trainers hit': found.hits, ...Object.fromEntries(slowest) },
    broken: found.broken,
  }
}

export const trainers: Torture = {
  name: 'trainers',
  promise: 'a trainer that dies or stops costs its own run alone, which says how it ended',
  unit: 'trainers for each of SIGKILL, SIGSEGV, SIGABRT and SIGSTOP',
  usual: 100,
  short: 1,
  run,
}
