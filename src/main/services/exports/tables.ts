import type { TableLayout } from '../../../shared/contract/exports'
import type { EpochRow } from '../../../shared/domain/series'
import { toCsv, type Cell } from './csv'
import type { ChosenRun } from './selection'

const metrics = ['loss', 'accuracy', 'valLoss', 'valAccuracy', 'learningRate'] as const

/** Columns that old runs, and runs that are not validated on both sets, have not. */
const laterMetrics = ['top3', 'valTop3', 'testLoss', 'testAccuracy'] as const
const laterValues = [...laterMetrics, 'examplesPerSecond'] as const

/** Those of the columns that any of the runs has a value for, each after the ones all have. */
const present = <Name extends keyof EpochRow>(names: readonly Name[], runs: readonly ChosenRun[]) =>
  names.filter((name) => runs.some(({ rows }) => rows.some((row) => row[name] !== undefined)))

const epochsHeader = [
  'study',
  'trial',
  'name',
  'seed',
  'attempt',
  'tags',
  'status',
  'epoch',
  ...metrics,
  'seconds',
]

/** A row per run and epoch. */
function epochsTable(study: string, runs: readonly ChosenRun[]) {
  const later = present(laterValues, runs)
  const lines = runs.flatMap(({ run, trial, rows }) => {
    const of = [
      study,
      trial.id,
      trial.name,
      run.seed,
      run.attempt,
      trial.tags.join(';'),
      run.status,
    ]
    return rows.map((row): Cell[] => [
      ...of,
      row.epoch + 1,
      ...metrics.map((metric) => row[metric]),
      row.seconds,
      ...later.map((name) => row[name] ?? null),
    ])
  })
  return toCsv([...epochsHeader, ...later], lines)
}

/** A row per epoch; the runs' columns stand side by side, metric by metric, ready for a chart. */
function wideTable(runs: readonly ChosenRun[]) {
  const columns = [...metrics, ...present(laterMetrics, runs)].flatMap((metric) =>
    runs.map(({ trial, suffix, rows }) => ({
      header: `${trial.id}${suffix} ${metric}`,
      value: (epoch: number): Cell => rows[epoch]?.[metric] ?? null,
    })),
  )
  const epochs = Math.max(0, ...runs.map(({ rows }) => rows.length))
  return toCsv(
    ['epoch', ...columns.map(({ header }) => header)],
    Array.from({ length: epochs }, (_, epoch) => [
      epoch + 1,
      ...columns.map(({ value }) => value(epoch)),
    ]),
  )
}

const summaryHeader = [
  'trial',
  'name',
  'seed',
  'attempt',
  'status',
  'epochs',
  'totalEpochs',
  'finalLoss',
  'finalAccuracy',
  'finalValLoss',
  'finalValAccuracy',
  'bestValLoss',
  'bestValAccuracy',
  'bestEpoch',
  'seconds',
  'outcome',
  'weightsSha256',
  'forkedFrom',
  'forkedAfterEpochs',
]

/** A row per run. */
function summaryTable(runs: readonly ChosenRun[]) {
  const lines = runs.map(({ run, trial }): Cell[] => {
    const { summary } = run
    return [
      trial.id,
      trial.name,
      run.seed,
      run.attempt,
      run.status,
      run.epochsDone,
      run.totalEpochs,
      summary && summary.finalLoss,
      summary && summary.finalAccuracy,
      summary && summary.finalValLoss,
      summary && summary.finalValAccuracy,
      summary && summary.bestValLoss,
      summary && summary.bestValAccuracy,
      summary && summary.bestEpoch + 1,
      run.seconds,
      run.outcome,
      run.weightsSha256 ?? null,
      run.forkedFrom?.runId ?? null,
      run.forkedFrom?.epochs ?? null,
    ]
  })
  return toCsv(summaryHeader, lines)
}

/** The runs as a CSV file of this layout. */
export function drawUp(layout: TableLayout, study: string, runs: readonly ChosenRun[]) {
  switch (layout) {
    case 'epochs':
      return epochsTable(study, runs)
    case 'wide':
      return wideTable(runs)
    case 'summary':
      return summaryTable(runs)
  }
}
