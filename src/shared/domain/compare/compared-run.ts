import type { RunId } from '../ids'
import type { Recipe } from '../recipe'
import type { RunRecord } from '../run'
import type { EpochRow } from '../series'
import type { Study, Trial } from '../study'

/** A run with all that a comparison may ask of it. */
export interface ComparedRun {
  readonly run: RunRecord
  readonly study: Study
  readonly trial: Trial
  /** Tells it from every other run of the comparison. */
  readonly name: string
  /** Place in the palette, from 0. */
  readonly style: number
}

/** Curves that came from elsewhere. */
export interface ImportedCurves {
  readonly id: string
  readonly name: string
  /** The file that they came from, and what it was. */
  readonly source: string
  /** ISO 8601. */
  readonly importedAt: string
  readonly tags: readonly string[]
  /** One row per epoch or step that the file told; what it lacks is absent. */
  readonly rows: readonly ImportedRow[]
}

/** Imported curves without their points, for lists. */
export interface ImportedInfo extends Omit<ImportedCurves, 'rows'> {
  readonly points: number
  /** What the rows tell, in the order of {@link EpochRow}'s fields. */
  readonly metrics: readonly ImportedMetric[]
}

/** Values that rows from elsewhere may have. */
export type ImportedMetric = Exclude<keyof ImportedRow, 'epoch' | 'step'>

/** What a file from elsewhere told of an epoch; NaN and infinite values are as the file has them. */
export type ImportedRow = Pick<EpochRow, 'epoch'> &
  Partial<Omit<EpochRow, 'epoch'>> & { readonly step?: number }

/** The points of a run or import, as lines are made of them. */
export interface CurveSource {
  /** Run id or import id. */
  readonly id: string
  readonly rows: readonly ImportedRow[]
  /** Null for what was imported. */
  readonly recipe: Recipe | null
  readonly stepsPerEpoch: number | null
  readonly totalEpochs: number | null
  /** Sum of the applied rates up to the end of each epoch; null while it is not known. */
  readonly rateSums: Float64Array | null
}

export type RateSums = ReadonlyMap<RunId, Float64Array>
