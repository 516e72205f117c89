import { formatRate } from '../../shared/domain/format-rate'
import type { RunId } from '../../shared/domain/ids'
import type { RunRecord } from '../../shared/domain/run'
import type { EpochRow } from '../../shared/domain/series'
import { runLabel, type Reporter } from './reporter'
import { summaryTable } from './summary-table'

const print = (line: string) => process.stdout.write(`${line}\n`)

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`

function epochLine(run: RunRecord, row: EpochRow): string {
  return [
    `${runLabel(run)}: epoch ${row.epoch + 1}/${run.totalEpochs}`,
    `loss ${row.loss.toFixed(4)}`,
    `accuracy ${row.accuracy.toFixed(4)}`,
    `val loss ${row.valLoss.toFixed(4)}`,
    `val accuracy ${row.valAccuracy.toFixed(4)}`,
    `rate ${formatRate(row.learningRate)}`,
    `${row.seconds.toFixed(2)} s`,
  ].join('  ')
}

/** Plain lines for logs and pipes. */
export function createLineReporter(): Reporter {
  const runs = new Map<RunId, RunRecord>()
  return {
    started: ({ study, runs: all }) => {
      for (const run of all) runs.set(run.id, run)
      const size = `${count(study.trials.length, 'trial')}, ${count(all.length, 'run')}`
      print(`${study.name}: ${size} (${study.id})`)
    },
    changed: (changed) => {
      for (const run of changed) {
        const before = runs.get(run.id)
        runs.set(run.id, run)
        if (before && before.status !== run.status) {
          print(`${runLabel(run)}: ${run.status}${run.outcome === null ? '' : `. ${run.outcome}`}`)
        }
      }
    },
    advanced: ({ epochs }) => {
      for (const { runId, row } of epochs) {
        const run = runs.get(runId)
        if (run) print(epochLine(run, row))
      }
    },
    interrupted: () => print('Stopping; finished epochs are kept.'),
    ended: (history, outFolder) => {
      print(summaryTable(history))
      if (outFolder !== undefined) print(`Tables and pictures are in ${outFolder}`)
    },
  }
}
