import type { EpochRow } from './series'

/** Values that every row has. */
export const alwaysTold = [
  'loss',
  'accuracy',
  'valLoss',
  'valAccuracy',
  'learningRate',
  'seconds',
] as const
/** Values that old runs, or runs of some recipes, have not. */
export const sometimesTold = [
  'top3',
  'valTop3',
  'testLoss',
  'testAccuracy',
  'examplesPerSecond',
] as const
export const epochColumnNames = [...alwaysTold, ...sometimesTold] as const
export type EpochColumnName = (typeof epochColumnNames)[number]

/**
 * A run's finished epochs, column by column: many runs at once cross a border so in a tenth of the
 * time. A column that no row has is left out; NaN is a value that a row has not.
 */
export interface EpochColumns {
  readonly epochs: number
  readonly columns: Readonly<Partial<Record<EpochColumnName, Float64Array<ArrayBuffer>>>>
}

/** Rows as columns; they begin with the first epoch and leave out none. */
export function toColumns(rows: readonly EpochRow[]): EpochColumns {
  const columns: Partial<Record<EpochColumnName, Float64Array<ArrayBuffer>>> = {}
  for (const name of epochColumnNames) {
    if (!rows.some((row) => row[name] !== undefined)) continue
    const column = new Float64Array(rows.length)
    for (let epoch = 0; epoch < rows.length; epoch++) column[epoch] = rows[epoch]?.[name] ?? NaN
    columns[name] = column
  }
  return { epochs: rows.length, columns }
}

/** Epochs of several runs: how many each has, and their columns end to end. */
export interface JoinedColumns {
  readonly epochs: number[]
  readonly columns: EpochColumns['columns']
}

/** Some large arrays cross a border in a fraction of the time that thousands of small ones take. */
export function joinColumns(runs: readonly EpochColumns[]): JoinedColumns {
  const epochs = runs.map((run) => run.epochs)
  const rows = epochs.reduce((sum, count) => sum + count, 0)
  const columns: Partial<Record<EpochColumnName, Float64Array<ArrayBuffer>>> = {}
  for (const name of epochColumnNames) {
    if (!runs.some((run) => run.columns[name])) continue
    const joined = new Float64Array(rows).fill(NaN)
    let from = 0
    for (const run of runs) {
      joined.set(run.columns[name] ?? [], from)
      from += run.epochs
    }
    columns[name] = joined
  }
  return { epochs, columns }
}

/** The runs again; what only others of them had is NaN in all of a run's rows. */
export function splitColumns({ epochs, columns }: JoinedColumns): EpochColumns[] {
  const named = epochColumnNames.flatMap((name) =>
    columns[name] ? [[name, columns[name]] as const] : [],
  )
  let from = 0
  return epochs.map((count) => {
    const [start, end] = [from, from + count]
    from = end
    return {
      epochs: count,
      columns: Object.fromEntries(named.map(([name, all]) => [name, all.subarray(start, end)])),
    }
  })
}

/** The rows again, as they were. */
export function toRows({ epochs, columns }: EpochColumns): EpochRow[] {
  const value = (name: EpochColumnName, epoch: number) => columns[name]?.[epoch] ?? NaN
  const present = sometimesTold.filter((name) => columns[name])
  return Array.from({ length: epochs }, (_, epoch) => {
    const row: { -readonly [Name in keyof EpochRow]: EpochRow[Name] } = {
      epoch,
      loss: value('loss', epoch),
      accuracy: value('accuracy', epoch),
      valLoss: value('valLoss', epoch),
      valAccuracy: value('valAccuracy', epoch),
      learningRate: value('learningRate', epoch),
      seconds: value('seconds', epoch),
    }
    for (const name of present) {
      const own = value(name, epoch)
      if (!Number.isNaN(own)) row[name] = own
    }
    return row
  })
}
