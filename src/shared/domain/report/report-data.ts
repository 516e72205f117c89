import type { CompareLook, CurveMetric } from '../compare/compare-view'
import type { ComparisonLine } from '../compare/comparison-line'
import type { PairedComparison } from '../compare/paired'

/** Numbers as JSON has them; null for what is not one. */
type Numbers = readonly (number | null)[]

/** A line of a chart as it stands in a report's file. */
export interface PackedLine extends Omit<
  ComparisonLine,
  'xs' | 'ys' | 'raw' | 'low' | 'high' | 'n' | 'marks'
> {
  readonly xs: Numbers
  readonly ys: Numbers
  readonly raw: Numbers | null
  readonly low: Numbers | null
  readonly high: Numbers | null
  readonly n: readonly number[] | null
  readonly marks: readonly {
    readonly kind: ComparisonLine['marks'][number]['kind']
    readonly x: number
    readonly y: number | null
  }[]
}

/** A chart of a report: exactly the lines that the page would draw. */
export interface ReportChart {
  /** Its anchor in the report, safe in an attribute. */
  readonly id: string
  readonly title: string
  readonly metric: CurveMetric
  readonly look: CompareLook
  readonly lines: readonly PackedLine[]
}

/** Paired differences of a report. */
export interface ReportDifferences {
  /** Its anchor in the report, safe in an attribute. */
  readonly id: string
  readonly title: string
  readonly comparison: PairedComparison
}

/** What a report's own program draws. */
export interface ReportData {
  readonly charts: readonly ReportChart[]
  /** Null where there is nothing to pair. */
  readonly differences: ReportDifferences | null
}

const packed = (values: Float64Array): Numbers =>
  Array.from(values, (value) => (Number.isFinite(value) ? value : null))

const unpacked = (values: Numbers) => Float64Array.from(values, (value) => value ?? NaN)

const orNull = <From, To>(values: From | null, change: (values: From) => To): To | null =>
  values && change(values)

/** A line for a report's file. */
export function packLine(line: ComparisonLine): PackedLine {
  const { xs, ys, raw, low, high, n, marks } = line
  return {
    ...line,
    xs: packed(xs),
    ys: packed(ys),
    raw: orNull(raw, packed),
    low: orNull(low, packed),
    high: orNull(high, packed),
    n: orNull(n, (counts) => Array.from(counts)),
    marks: marks.map(({ kind, x, y }) => ({ kind, x, y: Number.isFinite(y) ? y : null })),
  }
}

/** The line again, with NaN for every value that was no finite number. */
export function unpackLine(line: PackedLine): ComparisonLine {
  const { xs, ys, raw, low, high, n, marks } = line
  return {
    ...line,
    xs: unpacked(xs),
    ys: unpacked(ys),
    raw: orNull(raw, unpacked),
    low: orNull(low, unpacked),
    high: orNull(high, unpacked),
    n: orNull(n, (counts) => Uint32Array.from(counts)),
    marks: marks.map(({ kind, x, y }) => ({ kind, x, y: y ?? NaN })),
  }
}
