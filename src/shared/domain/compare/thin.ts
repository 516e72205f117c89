import type { Curve } from './curve'

/** The part of the horizontal axis that is to be seen in detail; all of it when left out. */
export interface ThinRange {
  readonly from?: number
  readonly to?: number
  /** Buckets are equally wide on a logarithmic axis. */
  readonly logarithmic?: boolean
}

/** Number of the bucket at an x: from 0 inside the range; outside of it coarser ones below 0. */
function bucketer(xs: Float64Array, buckets: number, range: ThinRange): (x: number) => number {
  const own = range.logarithmic
    ? (x: number) => Math.log(Math.max(x, Number.MIN_VALUE))
    : (x: number) => x
  const first = own(xs[0] ?? 0)
  const last = own(xs[xs.length - 1] ?? 0)
  const from = range.from === undefined ? first : own(range.from)
  const to = range.to === undefined ? last : own(range.to)
  const bucketIn = (share: number) =>
    Math.min(buckets - 1, Math.max(0, Math.floor(share * buckets) || 0))
  return (x) => {
    const place = own(x)
    return place >= from && place <= to
      ? bucketIn((place - from) / (to - from))
      : -1 - bucketIn((place - first) / (last - first))
  }
}

/** Marks lowest and highest value of a bucket. */
function markExtremes(values: Float64Array, from: number, to: number, kept: Uint8Array): void {
  let lowest = -1
  let highest = -1
  for (let at = from; at < to; at++) {
    const value = values[at] ?? NaN
    if (!Number.isFinite(value)) continue
    if (lowest < 0 || value < (values[lowest] ?? NaN)) lowest = at
    if (highest < 0 || value > (values[highest] ?? NaN)) highest = at
  }
  if (lowest >= 0) kept[lowest] = 1
  if (highest >= 0) kept[highest] = 1
}

/** Marks both ends of every stretch of values that are not finite, so that no gap closes. */
function markGaps(values: Float64Array, kept: Uint8Array): void {
  const isGap = (at: number) => !Number.isFinite(values[at] ?? NaN)
  for (let at = 0; at < values.length; at++) {
    if (!isGap(at)) continue
    const inner = at > 0 && at < values.length - 1 && isGap(at - 1) && isGap(at + 1)
    if (!inner) kept[at] = 1
  }
}

/**
 * Places of the points that are drawn of values over ascending xs, at most a few for each bucket:
 * the first and the last, the lowest and highest of each bucket in every one of the series, and both
 * ends of every stretch without a number. Null where all are drawn: when they are at most two for
 * each bucket.
 */
export function keptPlaces(
  xs: Float64Array,
  series: readonly Float64Array[],
  buckets: number,
  range: ThinRange = {},
): Uint32Array | null {
  if (xs.length <= 2 * buckets) return null
  const kept = new Uint8Array(xs.length)
  kept[0] = kept[xs.length - 1] = 1
  const bucketOf = bucketer(xs, buckets, range)
  for (let from = 0; from < xs.length;) {
    const bucket = bucketOf(xs[from] ?? 0)
    let to = from + 1
    while (to < xs.length && bucketOf(xs[to] ?? 0) === bucket) to++
    for (const values of series) markExtremes(values, from, to, kept)
    // Lines that cross the edge of the range must do so at their own slope.
    if (to < xs.length && bucket < 0 !== bucketOf(xs[to] ?? 0) < 0) kept[to - 1] = kept[to] = 1
    from = to
  }
  for (const values of series) markGaps(values, kept)
  const places = new Uint32Array(kept.reduce((sum, mark) => sum + mark, 0))
  let count = 0
  kept.forEach((mark, at) => {
    if (mark === 1) places[count++] = at
  })
  return places
}

/** Values at some places. */
export function at(values: Float64Array, places: Uint32Array): Float64Array {
  const found = new Float64Array(places.length)
  places.forEach((place, index) => (found[index] = values[place] ?? NaN))
  return found
}

/**
 * A curve with fewer points, all of them its own, that looks the same: see `keptPlaces`. Inside the
 * range the buckets divide the range; outside of it they divide the whole curve.
 */
export function thinned(curve: Curve, buckets: number, range: ThinRange = {}): Curve {
  const places = keptPlaces(curve.xs, [curve.ys], buckets, range)
  return places ? { ...curve, xs: at(curve.xs, places), ys: at(curve.ys, places) } : curve
}
