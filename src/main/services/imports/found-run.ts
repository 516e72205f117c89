import type { ImportedRow } from '../../../shared/domain/compare/compared-run'
import { importLimits } from '../../../shared/domain/compare/imports'
import { formatCount } from '../../../shared/domain/format'
import { fileFault } from './file-fault'

/** A run as a file from elsewhere tells it. */
export interface FoundRun {
  readonly name: string
  readonly source: string
  readonly tags: readonly string[]
  /** From left to right, every epoch or step once. */
  readonly rows: readonly ImportedRow[]
}

/** Runs, and what was left out or understood in a certain way, in sentences. */
export interface Found {
  readonly runs: readonly FoundRun[]
  readonly notices: readonly string[]
}

/** The values of a place, before it is known how its file counts epochs. */
export type Values = Omit<ImportedRow, 'epoch' | 'step'>

/** A row as it stands in a file. */
export interface RawRow {
  /** As the file counts; undefined where it tells none. */
  readonly epoch: number | undefined
  readonly step: number | undefined
  readonly values: Values
  /** Where it stands, such as "line 4". */
  readonly place: string
}

/** How a file counts its epochs: some from 0, some from 1. */
export type Counting = 'from0' | 'from1' | 'unknown'

/** Epoch 0 gives away that a file counts from 0; without it the first epoch is taken for 1. */
export function firstEpoch(rows: readonly RawRow[], counting: Counting): 0 | 1 {
  if (counting !== 'unknown') return counting === 'from0' ? 0 : 1
  return rows.some(({ epoch }) => epoch === 0) ? 0 : 1
}

const isCount = (value: number, least: number) => Number.isSafeInteger(value) && value >= least

function refuseBadPlace(file: string, { epoch, step, place }: RawRow, first: 0 | 1): void {
  if (epoch !== undefined && !isCount(epoch, first)) {
    throw fileFault(file, place, `epoch must be a whole number from ${first} on; it is ${epoch}`)
  }
  if (step !== undefined && !isCount(step, 0)) {
    throw fileFault(file, place, `step must be a whole number from 0 on; it is ${step}`)
  }
}

/** Every row tells one of both. */
const positionOf = ({ epoch, step }: Pick<RawRow, 'epoch' | 'step'>) => (step ?? epoch) as number

function refuseTwice(file: string, whose: string, rows: readonly RawRow[]): void {
  const seen = new Map<number, string>()
  for (const { epoch, step, place } of rows) {
    // Several steps of one epoch may each have a row.
    const key = positionOf({ epoch, step })
    const before = seen.get(key)
    if (before !== undefined) {
      const what = step === undefined ? 'epoch' : 'step'
      throw fileFault(
        file,
        place,
        `${what} ${key}${whose} is there already on ${before}, and each may be there once. Two runs in one file need a column "run"`,
      )
    }
    seen.set(key, place)
  }
}

const byPlace = (a: RawRow, b: RawRow) => positionOf(a) - positionOf(b)

/**
 * A run's rows in order: epochs from 0, as told or, where a file tells steps alone, as they follow
 * each other. Refuses rows that tell no place, places that are no counts, and what is told twice.
 */
export function rowsInOrder(
  file: string,
  whose: string,
  rows: readonly RawRow[],
  counting: Counting,
): ImportedRow[] {
  if (rows.length > importLimits.points) {
    throw fileFault(
      file,
      null,
      `a run may have ${formatCount(importLimits.points)} points; the one${whose} has ${formatCount(rows.length)}`,
    )
  }
  const first = firstEpoch(rows, counting)
  for (const row of rows) refuseBadPlace(file, row, first)
  refuseTwice(file, whose, rows)
  return [...rows].sort(byPlace).map(({ epoch, step, values }, index) => ({
    epoch: epoch === undefined ? index : epoch - first,
    ...(step !== undefined && { step }),
    ...values,
  }))
}
