import type { RunId } from '../../shared/domain/ids'
import type { RunRecord } from '../../shared/domain/run'
import { latestAttempts } from '../../shared/domain/study'
import type { Reporter } from './reporter'

const print = (event: object) => process.stdout.write(`${JSON.stringify(event)}\n`)

const summaryOf = (run: RunRecord) => ({
  trial: run.trialId,
  seed: run.seed,
  status: run.status,
  epochs: run.epochsDone,
  finalValLoss: run.summary?.finalValLoss ?? null,
  finalValAccuracy: run.summary?.finalValAccuracy ?? null,
  bestValLoss: run.summary?.bestValLoss ?? null,
  bestEpoch: run.summary === null ? null : run.summary.bestEpoch + 1,
  seconds: run.seconds,
  outcome: run.outcome,
  weightsSha256: run.weightsSha256 ?? null,
})

/** One line per epoch (counted from 1, with the rate of its last step), then one for the study. */
export function createJsonReporter(): Reporter {
  const runs = new Map<RunId, RunRecord>()
  return {
    started: (history) => {
      for (const run of history.runs) runs.set(run.id, run)
    },
    changed: (changed) => {
      for (const run of changed) runs.set(run.id, run)
    },
    advanced: ({ epochs }) => {
      for (const { runId, row } of epochs) {
        const run = runs.get(runId)
        if (!run) continue
        const { epoch, ...values } = row
        print({ event: 'epoch', trial: run.trialId, seed: run.seed, epoch: epoch + 1, ...values })
      }
    },
    interrupted: () => {
      process.stderr.write('Stopping; finished epochs are kept.\n')
    },
    ended: (history) => {
      print({ event: 'study', runs: latestAttempts(history).map(summaryOf) })
    },
  }
}
