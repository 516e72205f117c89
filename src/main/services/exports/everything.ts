import type { EpochRow, StepSeries } from '../../../shared/domain/series'
import type { ImportedRow } from '../../../shared/domain/compare/compared-run'
import { toLongCsv, type Cell } from './csv'
import type { Gathered } from './gathered'

const runColumns = ['run', 'name', 'study', 'trial', 'seed', 'attempt', 'tags', 'status'] as const

const epochColumns = [
  'loss',
  'accuracy',
  'valLoss',
  'valAccuracy',
  'learningRate',
  'seconds',
  'top3',
  'valTop3',
  'testLoss',
  'testAccuracy',
  'examplesPerSecond',
] as const satisfies readonly (keyof EpochRow)[]

/** A run's or an import's own cells, the same in each of its rows. */
interface Told {
  readonly id: string
  readonly cells: readonly Cell[]
}

const toldRuns = ({ runs }: Gathered): readonly Told[] =>
  runs.map(({ run, study, trial, name }) => ({
    id: run.id,
    cells: [
      run.id,
      name,
      study.name,
      trial.id,
      run.seed,
      run.attempt,
      [...trial.tags, ...(run.marks?.tags ?? [])].join(';'),
      run.status,
    ],
  }))

const toldImports = ({ imports }: Gathered): readonly Told[] =>
  imports.map(({ id, name, tags }) => ({
    id,
    cells: [id, name, null, null, null, null, tags.join(';'), 'imported'],
  }))

const rowsOf = ({ sources }: Gathered, { id }: Told): readonly ImportedRow[] =>
  sources.get(id)?.rows ?? []

/** Every epoch of runs and imports, a row each; columns that none has a value for are left out. */
export function allEpochs(gathered: Gathered) {
  const told = [...toldRuns(gathered), ...toldImports(gathered)]
  const has = (name: (typeof epochColumns)[number]) =>
    told.some((each) => rowsOf(gathered, each).some((row) => row[name] !== undefined))
  const columns = epochColumns.filter(has)
  const imported = gathered.imports.some(({ rows }) => rows.some(({ step }) => step !== undefined))
  const lines = told.flatMap((each) =>
    rowsOf(gathered, each).map((row): Cell[] => [
      ...each.cells,
      row.epoch + 1,
      ...(imported ? [row.step ?? null] : []),
      ...columns.map((name) => row[name] ?? null),
    ]),
  )
  return toLongCsv([...runColumns, 'epoch', ...(imported ? ['step'] : []), ...columns], lines)
}

/** The recorded steps of the runs. */
export type AllSteps = ReadonlyMap<string, StepSeries>

const stepColumns = {
  loss: (steps: StepSeries) => steps.loss,
  learningRate: (steps: StepSeries) => steps.learningRate,
  momentum: (steps: StepSeries) => steps.momentum,
  gradientNorm: (steps: StepSeries) => steps.norms?.gradient,
  weightNorm: (steps: StepSeries) => steps.norms?.weights,
  updateRatio: (steps: StepSeries) => steps.norms?.updateRatio,
}
const stepNames = Object.keys(stepColumns) as (keyof typeof stepColumns)[]

/** Every recorded step of the runs, a row each; steps and epochs count from 1. */
export function allSteps(gathered: Gathered, series: AllSteps) {
  const columns = stepNames.filter((name) =>
    [...series.values()].some((steps) => stepColumns[name](steps)),
  )
  const lines: Cell[][] = []
  for (const [at, each] of toldRuns(gathered).entries()) {
    const steps = series.get(each.id)
    const perEpoch = gathered.runs[at]?.run.stepsPerEpoch ?? 1
    for (let step = 0; step < (steps?.loss.length ?? 0); step++) {
      const values = columns.map((name) => steps && (stepColumns[name](steps)?.[step] ?? null))
      lines.push([
        ...each.cells,
        Math.floor(step / perEpoch) + 1,
        step + 1,
        ...values.map((value) => value ?? null),
      ])
    }
  }
  return toLongCsv([...runColumns, 'epoch', 'step', ...columns], lines)
}

/** JSON has no word for numbers that are not finite; they are told as text. */
export const finiteOrText = (value: number): number | string =>
  Number.isFinite(value) ? value : String(value)

const numbers = (values: Float32Array | Float64Array | null | undefined) =>
  values ? Array.from(values, finiteOrText) : null

const stepsAsJson = (steps: StepSeries | undefined) =>
  steps && {
    loss: numbers(steps.loss),
    learningRate: numbers(steps.learningRate),
    momentum: numbers(steps.momentum),
    gradientNorm: numbers(steps.norms?.gradient),
    weightNorm: numbers(steps.norms?.weights),
    updateRatio: numbers(steps.norms?.updateRatio),
  }

const finiteRow = (row: ImportedRow) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' ? finiteOrText(value) : value,
    ]),
  )

/**
 * Runs and imports with their recipes, epochs and, where they were read, steps, as JSON. Epochs
 * count from 0 here, as everywhere in Cooldown's own data.
 */
export function everythingAsJson(gathered: Gathered, series: AllSteps): Uint8Array<ArrayBuffer> {
  const { title, runs, imports, sources } = gathered
  const value = {
    kind: 'cooldown-runs',
    version: 1,
    title,
    runs: runs.map(({ run, study, trial, name }) => ({
      name,
      study: { id: study.id, name: study.name },
      trial,
      run,
      epochs: sources.get(run.id)?.rows.map(finiteRow) ?? [],
      steps: stepsAsJson(series.get(run.id)),
    })),
    imports: imports.map(({ rows, ...about }) => ({ ...about, epochs: rows.map(finiteRow) })),
  }
  return new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`)
}
