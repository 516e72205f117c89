import type { Comparison, ComparisonLine, WholeLine } from './comparison-line'
import { groupLines } from './group-lines'
import { placed } from './line-marks'
import { importLines, runLines } from './run-lines'
import { at, keptPlaces } from './thin'

/** A line has at least twice as many points as the plot has columns, where it is alone. */
const mostBuckets = 1_000
const leastBuckets = 8

/** What a browser draws again within a frame or two, all lines together. */
const mostPoints = 200_000

const bucketsFor = (lines: number) =>
  Math.min(mostBuckets, Math.max(leastBuckets, Math.floor(mostPoints / 2 / Math.max(1, lines))))

function finished(line: WholeLine, lines: number, { look }: Comparison): ComparisonLine {
  const { xs, ys, raw, low, high, n } = line
  const marks = placed(line.marks, xs, ys)
  const series = [ys, raw, low, high].flatMap((values) => (values ? [values] : []))
  const range = { ...look.zoom, logarithmic: look.logX }
  const places = keptPlaces(xs, series, bucketsFor(lines), range)
  if (!places) return { ...line, marks, points: xs.length }
  return {
    ...line,
    xs: at(xs, places),
    ys: at(ys, places),
    raw: raw && at(raw, places),
    low: low && at(low, places),
    high: high && at(high, places),
    n: n && Uint32Array.from(places, (place) => n[place] ?? 0),
    marks,
    points: xs.length,
  }
}

/**
 * Everything that is drawn of a comparison in one panel: a line per run or per group, and one per
 * import, smoothed, then thinned. Charts, files and the painter take these lines and no others.
 * Lines without a point are among them and say why.
 */
export function comparisonLines(comparison: Comparison): readonly ComparisonLine[] {
  const { groupBy } = comparison.look
  const own = groupBy === null ? runLines(comparison) : groupLines(comparison, groupBy)
  const imported = importLines(comparison, new Set(own.map(({ name }) => name)))
  const lines = [...own, ...imported]
  return lines.map((line) => finished(line, lines.length, comparison))
}
