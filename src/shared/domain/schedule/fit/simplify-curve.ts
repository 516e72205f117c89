import type { DrawnPoint } from './drawn-curve'

/** From a rate to its height on an axis. */
export type RateAxis = (rate: number) => number

/** Rates as they are. */
export const linearRates: RateAxis = (rate) => rate

/** Below it, a logarithmic axis has no room; 0 counts as this rate. */
const lowestLogarithm = 1e-12

/** Decades; rates below 1e-12, 0 among them, are at -12. */
export const logRates: RateAxis = (rate) => Math.log10(Math.max(rate, lowestLogarithm))

interface Farthest {
  readonly index: number
  readonly distance: number
}

/** The point that is farthest, in height, from the line between two others. */
function farthestBetween(
  points: readonly DrawnPoint[],
  heights: readonly number[],
  [start, end]: readonly [number, number],
): Farthest {
  const timeOf = (index: number) => points[index]?.[0] ?? 0
  const heightOf = (index: number) => heights[index] ?? 0
  const slope = (heightOf(end) - heightOf(start)) / (timeOf(end) - timeOf(start))
  let farthest: Farthest = { index: start, distance: 0 }
  for (let index = start + 1; index < end; index++) {
    const line = heightOf(start) + slope * (timeOf(index) - timeOf(start))
    const distance = Math.abs(heightOf(index) - line)
    if (distance > farthest.distance) farthest = { index, distance }
  }
  return farthest
}

/**
 * A curve through fewer of its points: straight lines between those that stay pass every other at a
 * height of at most `tolerance`, both measured on the axis. On a logarithmic axis the tolerance is
 * in decades, and the lines are those of a `points` schedule with "log" interpolation. Times must
 * rise; the first and the last point stay. Throws RangeError for a tolerance below 0.
 *
 * The method is Ramer's, Douglas' and Peucker's, with heights instead of distances: a rate is asked
 * for at a time, so how far a line passes beside a point does not count.
 */
export function simplifyCurve(
  points: readonly DrawnPoint[],
  tolerance: number,
  axis: RateAxis = linearRates,
): readonly DrawnPoint[] {
  if (!(tolerance >= 0)) throw new RangeError(`tolerance must be at least 0, was ${tolerance}`)
  const heights = points.map(([, rate]) => axis(rate))
  const kept = new Set([0, points.length - 1])
  const open: (readonly [number, number])[] = [[0, points.length - 1]]
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    const { index, distance } = farthestBetween(points, heights, stretch)
    if (distance <= tolerance) continue
    kept.add(index)
    open.push([stretch[0], index], [index, stretch[1]])
  }
  return points.filter((_, index) => kept.has(index))
}
