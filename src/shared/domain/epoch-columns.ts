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
