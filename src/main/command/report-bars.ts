import { MultiBar, Presets, type SingleBar } from 'cli-progress'
import { formatRate } from '../../shared/domain/format-rate'
import type { RunId } from '../../shared/domain/ids'
import { isFinal, type RunRecord } from '../../shared/domain/run'
import type { EpochRow } from '../../shared/domain/series'
import { runLabel, type Reporter } from './reporter'
import { summaryTable } from './summary-table'

const layout =
  '{label} {bar} {value}/{total} epochs  rate {rate}  val loss {valLoss}  val acc {valAccuracy}  {left}'

interface Shown {
  readonly run: RunRecord
  readonly bar: SingleBar
}

function timeLeft(seconds: number | null): string {
  if (seconds === null) return ''
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} left`
}

const valuesOf = (row: EpochRow) => ({
  rate: formatRate(row.learningRate),
  valLoss: row.valLoss.toFixed(4),
  valAccuracy: row.valAccuracy.toFixed(4),
})

/** A bar for every run that has started, for a terminal. */
export function createBarReporter(): Reporter {
  const bars = new MultiBar(
    { format: layout, hideCursor: true, clearOnComplete: false, autopadding: true },
    Presets.shades_classic,
  )
  const shown = new Map<RunId, Shown>()
  let width = 0
  const show = (run: RunRecord): Shown => {
    const known = shown.get(run.id)
    const nothing = { rate: '-', valLoss: '-', valAccuracy: '-', left: '' }
    const label = runLabel(run).padEnd(width)
    const bar = known?.bar ?? bars.create(run.totalEpochs, run.epochsDone, { label, ...nothing })
    const entry = { run, bar }
    shown.set(run.id, entry)
    return entry
  }
  return {
    started: ({ runs }) => {
      width = Math.max(...runs.map((run) => runLabel(run).length))
    },
    changed: (runs) => {
      for (const run of runs.filter(({ status }) => status !== 'queued')) {
        const { bar } = show(run)
        if (isFinal(run.status)) bar.update(run.epochsDone, { left: run.status })
      }
    },
    advanced: ({ epochs, progress }) => {
      for (const { runId, row } of epochs) {
        shown.get(runId)?.bar.update(row.epoch + 1, valuesOf(row))
      }
      for (const { runId, secondsLeft } of progress) {
        shown.get(runId)?.bar.update({ left: timeLeft(secondsLeft) })
      }
    },
    interrupted: () => {
      bars.log('Stopping; finished epochs are kept.\n')
    },
    ended: (history, outFolder) => {
      bars.stop()
      process.stdout.write(`${summaryTable(history)}\n`)
      if (outFolder !== undefined) process.stdout.write(`Tables and pictures: ${outFolder}\n`)
    },
  }
}
