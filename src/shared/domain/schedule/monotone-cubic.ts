import { countUpTo } from './search'

type Point = readonly [x: number, y: number]

/** Slope at an end from the two nearest intervals, kept from overshooting. */
function endSlope(h0: number, h1: number, d0: number, d1: number): number {
  const slope = ((2 * h0 + h1) * d0 - h0 * d1) / (h0 + h1)
  if (Math.sign(slope) !== Math.sign(d0)) return 0
  return Math.sign(d0) !== Math.sign(d1) && Math.abs(slope) > 3 * Math.abs(d0) ? 3 * d0 : slope
}

/** Slopes at the points: weighted harmonic means inside, 0 where the direction changes. */
function slopes(widths: readonly number[], secants: readonly number[]): readonly number[] {
  const at = (values: readonly number[], index: number) => values[index] ?? 0
  const last = secants.length - 1
  if (last === 0) return [at(secants, 0), at(secants, 0)]
  const inner = Array.from({ length: last }, (_, index) => {
    const [before, after] = [at(secants, index), at(secants, index + 1)]
    if (before * after <= 0) return 0
    const first = 2 * at(widths, index + 1) + at(widths, index)
    const second = at(widths, index + 1) + 2 * at(widths, index)
    return (first + second) / (first / before + second / after)
  })
  return [
    endSlope(at(widths, 0), at(widths, 1), at(secants, 0), at(secants, 1)),
    ...inner,
    endSlope(at(widths, last), at(widths, last - 1), at(secants, last), at(secants, last - 1)),
  ]
}

/** Widths of the intervals between points, and the slope at every point. */
function hermite(points: readonly Point[]) {
  const widths = points.slice(1).map(([x], index) => x - (points[index]?.[0] ?? 0))
  const secants = points
    .slice(1)
    .map(([, y], index) => (y - (points[index]?.[1] ?? 0)) / (widths[index] ?? 1))
  return { widths, tangents: secants.length === 0 ? [0] : slopes(widths, secants) }
}

/** The slopes at the points of {@link monotoneCubic}, for those who write it down elsewhere. */
export const monotoneSlopes = (points: readonly Point[]) => hermite(points).tangents

/**
 * A smooth curve through points of rising x that never leaves the range of two neighbours:
 * piecewise cubic Hermite with Fritsch and Butland's slopes. Constant before and after the points.
 * Source: Fritsch and Butland, SIAM J. Sci. Stat. Comput. 5 (1984), as in SciPy's PCHIP.
 */
export function monotoneCubic(points: readonly Point[]): (x: number) => number {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const { widths, tangents } = hermite(points)
  return (x) => {
    const index = countUpTo(xs, x) - 1
    const y0 = ys[Math.max(0, index)] ?? NaN
    const y1 = ys[index + 1]
    if (index < 0 || y1 === undefined) return y0
    const width = widths[index] ?? 1
    const u = (x - (xs[index] ?? 0)) / width
    const v = 1 - u
    const [m0, m1] = [tangents[index] ?? 0, tangents[index + 1] ?? 0]
    return (
      y0 * (1 + 2 * u) * v * v +
      width * m0 * u * v * v +
      y1 * u * u * (3 - 2 * u) -
      width * m1 * u * u * v
    )
  }
}
