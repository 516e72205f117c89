import type { Band, Centre } from './compare-view'
import type { Curve } from './curve'
import { summaryAt } from './group-summary'

/** What stands for a group of curves. All series have a value for each x. */
export interface GroupCurve {
  readonly xs: Float64Array
  readonly ys: Float64Array
  /** Edges of the band; NaN where fewer curves than it takes have a value; null without a band. */
  readonly low: Float64Array | null
  readonly high: Float64Array | null
  /** Curves that have a value there. */
  readonly n: Uint32Array
}

/** A group whose curves share no places is summed up at this many at least, evenly taken. */
const leastPlaces = 500

/** Places of the second that the first has not; both ascend. */
function notIn(known: Float64Array, xs: Float64Array): Float64Array {
  let at = 0
  return xs.filter((x) => {
    while (at < known.length && (known[at] ?? x) < x) at++
    return known[at] !== x
  })
}

/** All places of all curves, ascending, each once. */
function unionOf(curves: readonly Curve[]): Float64Array {
  const longest = curves.reduce((a, b) => (b.xs.length > a.xs.length ? b : a)).xs
  const others = curves.map(({ xs }) => notIn(longest, xs)).filter((xs) => xs.length > 0)
  const all = new Float64Array(others.reduce((sum, xs) => sum + xs.length, longest.length))
  all.set(longest)
  let end = longest.length
  for (const xs of others) {
    all.set(xs, end)
    end += xs.length
  }
  return all.sort().filter((x, at) => at === 0 || x !== all[at - 1])
}

function placesOf(curves: readonly Curve[]): Float64Array {
  const union = unionOf(curves)
  const longest = curves.reduce((most, { xs }) => Math.max(most, xs.length), 0)
  const most = Math.max(leastPlaces, longest)
  if (union.length <= most) return union
  const step = (union.length - 1) / (most - 1)
  return Float64Array.from({ length: most }, (_, at) => union[Math.round(at * step)] ?? NaN)
}

/** A curve's values at ascending places: NaN outside of it and in its gaps, else on its line. */
function reader({ xs, ys }: Curve): (x: number) => number {
  let before = -1
  return (x) => {
    while (before + 1 < xs.length && (xs[before + 1] ?? x) <= x) before++
    if (before < 0) return NaN
    const left = xs[before] ?? NaN
    const value = ys[before] ?? NaN
    if (left === x) return value
    if (before + 1 >= xs.length) return NaN
    const share = (x - left) / ((xs[before + 1] ?? NaN) - left)
    return value + share * ((ys[before + 1] ?? NaN) - value)
  }
}

/**
 * Centre and band of several curves at all their places. A curve counts from its first to its last
 * point, between them on its line, and not in its gaps: `n` says how many counted. Deviation, error
 * and interval are about the mean, with n - 1 in the variance, and take two curves at least.
 */
export function summariseGroup(curves: readonly Curve[], centre: Centre, band: Band): GroupCurve {
  const used = curves.filter(({ xs }) => xs.length > 0)
  const xs = used.length === 0 ? new Float64Array(0) : placesOf(used)
  const readers = used.map(reader)
  const ys = new Float64Array(xs.length)
  const n = new Uint32Array(xs.length)
  const low = band === 'none' ? null : new Float64Array(xs.length)
  const high = band === 'none' ? null : new Float64Array(xs.length)
  xs.forEach((x, at) => {
    const values = readers.map((read) => read(x)).filter((value) => Number.isFinite(value))
    const summary = summaryAt(values, centre, band)
    n[at] = values.length
    ys[at] = summary.centre
    if (low && high) {
      low[at] = summary.low
      high[at] = summary.high
    }
  })
  return { xs, ys, low, high, n }
}
