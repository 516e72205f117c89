import type { Unit } from '../fields'
import { countUpTo } from '../search'

/** A place on a drawn curve: time in units from 0, and the learning rate there. */
export type DrawnPoint = readonly [t: number, rate: number]

/** A curve drawn by hand, straight between its points. */
export interface DrawnCurve {
  /** Times never fall; two points of one time are a jump. Rates are finite and at least 0. */
  readonly points: readonly DrawnPoint[]
  /** Length of the run in units, a whole number of at least 1. */
  readonly totalUnits: number
  readonly per: Unit
}

/** A drawn curve as the fit sees it: its rates at whole units, as shares of the highest one. */
export interface Sketch {
  readonly per: Unit
  readonly totalUnits: number
  /** Rising whole units inside the drawn stretch. */
  readonly times: readonly number[]
  /** From 0 to 1, one for each time. */
  readonly shares: Float64Array
  /** The highest rate at those times. */
  readonly highest: number
  readonly shareAt: (t: number) => number
}

/** Enough to see every corner of a curve that a hand can draw. */
const mostSamples = 200

function check({ points, totalUnits }: DrawnCurve): void {
  if (!Number.isInteger(totalUnits) || totalUnits < 1) {
    throw new RangeError(`totalUnits must be a whole number of at least 1, was ${totalUnits}`)
  }
  if (points.length === 0) throw new RangeError('points must have at least one entry, has none')
  let before = 0
  for (const [index, [t, rate]] of points.entries()) {
    if (!(t >= before && t < Infinity)) {
      const least = index === 0 ? '0' : `the time before it, ${before}`
      throw new RangeError(`points[${index}]: the time must be at least ${least}; it is ${t}`)
    }
    if (!(rate >= 0 && rate < Infinity)) {
      throw new RangeError(
        `points[${index}]: the rate must be finite and at least 0; it is ${rate}`,
      )
    }
    before = t
  }
}

/** Straight between the points, level before the first and after the last. */
function interpolator(points: readonly DrawnPoint[]): (t: number) => number {
  const times = points.map(([t]) => t)
  return (t) => {
    const index = countUpTo(times, t)
    const from = points[index - 1] ?? points[0]
    const to = points[index] ?? from
    if (!from || !to) return NaN
    const width = to[0] - from[0]
    const u = width > 0 ? (t - from[0]) / width : 0
    return from[1] * (1 - u) + to[1] * u
  }
}

/** Whole units inside the drawn stretch; the whole run where fewer than two are. */
function sampleTimes({ points, totalUnits }: DrawnCurve): readonly number[] {
  const last = totalUnits - 1
  const from = Math.ceil(points[0]?.[0] ?? 0)
  const to = Math.min(last, Math.floor(points.at(-1)?.[0] ?? 0))
  const [start, end] = from < to ? [from, to] : [0, last]
  const count = Math.min(mostSamples, end - start + 1)
  const gap = (end - start) / Math.max(1, count - 1)
  return Array.from({ length: count }, (_, index) => Math.round(start + index * gap))
}

/**
 * Samples a drawn curve at up to 200 whole units. Throws RangeError for a curve without points, a
 * rate that is negative or not finite, or a time that falls.
 */
export function sketchOf(curve: DrawnCurve): Sketch {
  check(curve)
  const { per, totalUnits, points } = curve
  const rateAt = interpolator(points)
  const times = sampleTimes(curve)
  const rates = times.map(rateAt)
  const highest = Math.max(...rates)
  const shareAt = (t: number) => (highest > 0 ? rateAt(t) / highest : 0)
  return { per, totalUnits, times, shares: Float64Array.from(times, shareAt), highest, shareAt }
}
