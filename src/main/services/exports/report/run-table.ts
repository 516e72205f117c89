import type { ComparedRun } from '../../../../shared/domain/compare/compared-run'
import { formatDuration } from '../../../../shared/domain/format'
import type { RunSummary } from '../../../../shared/domain/run'
import { scheduleKinds } from '../../../../shared/domain/schedule'
import type { ReportCell } from './report-content'

const text = (value: string): ReportCell => ({ text: value, value: null })
const number = (value: number | undefined, shown: (value: number) => string): ReportCell =>
  value === undefined ? { text: '–', value: NaN } : { text: shown(value), value }

const digits = 4
const fixed = (value: number) => value.toFixed(digits)
const shownHash = 12

const columns: readonly {
  readonly title: string
  readonly cell: (run: ComparedRun) => ReportCell
}[] = [
  { title: 'Run', cell: ({ name }) => text(name) },
  { title: 'Schedule', cell: ({ trial }) => text(scheduleKinds[trial.recipe.schedule.kind].title) },
  { title: 'Seed', cell: ({ run }) => number(run.seed, String) },
  { title: 'Status', cell: ({ run }) => text(run.status) },
  {
    title: 'Epochs',
    cell: ({ run }) => ({ text: `${run.epochsDone} of ${run.totalEpochs}`, value: run.epochsDone }),
  },
  ...summaryColumns(),
  { title: 'Time', cell: ({ run }) => number(run.seconds, formatDuration) },
  {
    title: 'Weights (SHA-256)',
    cell: ({ run }) => text(run.weightsSha256?.slice(0, shownHash) ?? '–'),
  },
]

function summaryColumns() {
  const of = (title: string, read: (summary: RunSummary) => number, shown = fixed) => ({
    title,
    cell: ({ run }: ComparedRun) => number(run.summary ? read(run.summary) : undefined, shown),
  })
  return [
    of('Final validation loss', (summary) => summary.finalValLoss),
    of('Final validation accuracy', (summary) => summary.finalValAccuracy),
    of('Best validation loss', (summary) => summary.bestValLoss),
    of('Its epoch', (summary) => summary.bestEpoch + 1, String),
    of('Overfitting gap', (summary) => summary.finalValLoss - summary.finalLoss),
  ]
}

/** Heads of the table of runs. */
export const runColumns: readonly string[] = columns.map(({ title }) => title)

/** A run's row. */
export const runCells = (run: ComparedRun): readonly ReportCell[] =>
  columns.map(({ cell }) => cell(run))
