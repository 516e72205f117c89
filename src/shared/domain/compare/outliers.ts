import type { CompareLook } from './compare-view'
import type { ComparisonLine } from './comparison-line'

/** Lowest and highest value shown. */
export interface VerticalRange {
  readonly low: number
  readonly high: number
  /** Points outside of it, and all points. */
  readonly outside: number
  readonly points: number
}

const leftOut = 0.05

/** The value below which a share of ascending values lies, between its two neighbours. */
export function percentile(ascending: Float64Array, share: number): number {
  const place = share * (ascending.length - 1)
  const below = Math.floor(place)
  const lower = ascending[below] ?? NaN
  const upper = ascending[Math.min(below + 1, ascending.length - 1)] ?? NaN
  return lower + (place - below) * (upper - lower)
}

/** All values of lines that can be seen. */
function visible(
  lines: readonly ComparisonLine[],
  { zoom, logX }: Pick<CompareLook, 'zoom' | 'logX'>,
  logarithmic: boolean,
): Float64Array {
  const values = new Float64Array(lines.reduce((sum, { xs }) => sum + xs.length, 0))
  const from = zoom?.from ?? -Infinity
  const to = zoom?.to ?? Infinity
  let count = 0
  for (const { xs, ys } of lines) {
    for (let at = 0; at < xs.length; at++) {
      const x = xs[at] ?? NaN
      const y = ys[at] ?? NaN
      if (x < from || x > to || (logX && x <= 0)) continue
      if (Number.isFinite(y) && !(logarithmic && y <= 0)) values[count++] = y
    }
  }
  return values.subarray(0, count)
}

/**
 * The vertical range without outliers: from the 5th to the 95th percentile of what is drawn. Null
 * where all is shown: when it was not asked for, and when the percentiles are the same.
 */
export function verticalRange(
  lines: readonly ComparisonLine[],
  look: Pick<CompareLook, 'hideOutliers' | 'zoom' | 'logX'>,
  logarithmic: boolean,
): VerticalRange | null {
  if (!look.hideOutliers) return null
  const values = visible(lines, look, logarithmic).sort()
  const low = percentile(values, leftOut)
  const high = percentile(values, 1 - leftOut)
  if (!(low < high)) return null
  const outside = values.reduce((count, value) => count + Number(value < low || value > high), 0)
  return { low, high, outside, points: values.length }
}
