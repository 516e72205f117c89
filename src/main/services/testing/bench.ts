import { studyTemplates } from '../../../shared/domain/study-templates'
import type { RunRecord } from '../../../shared/domain/run'
import type { Trial } from '../../../shared/domain/study'
import { Advances } from '../advances'
import { EventHub } from '../event-hub'
import { Forks } from '../forks'
import { History } from '../history'
import { RunQueue } from '../run-queue'
import { Studies } from '../studies'
import { checkTrials } from '../trial-checks'
import { fakeLauncher, memoryFolders, memoryStore } from './fakes'

/** The lab core over fakes, with every fake at hand. */
export function bench(limit = 2) {
  const { store, kept, removed } = memoryStore()
  const { folders, epochs, logs, checkpoints, state } = memoryFolders()
  const { launcher, trainers } = fakeLauncher()
  const hub = new EventHub()
  const history = new History(store, folders, hub)
  const advances = new Advances(hub)
  const now = () => new Date(0)
  const limits = { runs: limit }
  const dataset = { problem: null as Error | null }
  const queue = new RunQueue({
    history,
    folders,
    advances,
    launcher,
    now,
    limit: () => limits.runs,
    seat: (together) => ({ threads: together, environment: {} }),
    datasetFile: async () => {
      if (dataset.problem) throw dataset.problem
      return '/data'
    },
    checkpointEveryEpochs: () => 3,
  })
  const check = (trials: readonly Trial[]) => checkTrials(trials, { memoryBytes: 8e9 })
  const making = { history, folders, queue, now, check }
  const forks = new Forks(making)
  const plan = async () => ({ compiler: 'tensorflow', threads: 1 }) as const
  const studies = new Studies({ ...making, templates: studyTemplates, forks, plan })
  return {
    forks,
    folders,
    checkpoints,
    kept,
    removed,
    epochs,
    logs,
    state,
    trainers,
    hub,
    history,
    queue,
    studies,
    limits,
    dataset,
    store,
  }
}

export type Bench = ReturnType<typeof bench>

/** The latest attempt of a trial. */
export const runOf = (of: Bench, trial: string): RunRecord => {
  const found = of.history
    .list()
    .flatMap(({ runs }) => runs)
    .filter((run) => run.trialId === trial)
    .sort((a, b) => b.attempt - a.attempt)[0]
  if (!found) throw new Error(`no run of ${trial}`)
  return found
}
/** The latest trainer of a trial's latest attempt. */
export const trainerOf = (of: Bench, trial: string) => {
  const found = of.trainers.findLast(({ command }) => command.runId === runOf(of, trial).id)
  if (!found) throw new Error(`no trainer of ${trial}`)
  return found
}
