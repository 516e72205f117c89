import type { CompareLook, CurveMetric } from './compare-view'
import type { ComparedRun, CurveSource, ImportedCurves } from './compared-run'
import type { LineMark, UnplacedMark } from './line-marks'

/** What is compared in one panel, and how. */
export interface Comparison {
  readonly metric: CurveMetric
  readonly runs: readonly ComparedRun[]
  readonly imports: readonly ImportedCurves[]
  /** Points by run id and import id; imports without an entry are drawn from their rows. */
  readonly sources: ReadonlyMap<string, CurveSource>
  readonly look: CompareLook
}

/**
 * One line of a comparison: exactly what is drawn of it, and exported. All series are parallel to
 * `xs`; NaN is a gap.
 */
export interface ComparisonLine {
  /** Run id, import id, or `group:` and the group's key. */
  readonly id: string
  readonly kind: 'run' | 'group' | 'import'
  /** Tells it from every other line. */
  readonly name: string
  /** What the legend says; lines that share it are drawn alike. */
  readonly group: string
  /** Place in the palette, from 0. */
  readonly style: number
  /** The runs that it stands for. */
  readonly runIds: readonly string[]
  readonly xs: Float64Array
  /** After smoothing. */
  readonly ys: Float64Array
  /** Before smoothing; null where that is the same. */
  readonly raw: Float64Array | null
  /** Edges of the band; null without one. */
  readonly low: Float64Array | null
  readonly high: Float64Array | null
  /** Runs that count at each x; null for the line of a single run. */
  readonly n: Uint32Array | null
  readonly marks: readonly LineMark[]
  /** Points before thinning. */
  readonly points: number
  /** Why it has no point, as the end of "not drawn: ..."; null where it has some. */
  readonly missing: string | null
}

/** A line before it is thinned and its marks are put beside it. */
export type WholeLine = Omit<ComparisonLine, 'marks' | 'points'> & {
  readonly marks: readonly UnplacedMark[]
}
