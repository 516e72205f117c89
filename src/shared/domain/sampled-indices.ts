/** A series that is read by index; arrays are. */
export interface Readable {
  readonly length: number
  readonly at: (index: number) => number | undefined
}

/** A bucket keeps its ends, its extremes and both sides of its largest jump. */
const mostPerBucket = 6

/** The indices to keep of those from `from` to before `to`. */
function keptOf(values: Readable, from: number, to: number): readonly number[] {
  const first = values.at(from) ?? 0
  let [lowest, highest, jump] = [from, from, from]
  let [low, high, widest] = [first, first, 0]
  let before = first
  for (let index = from + 1; index < to; index++) {
    const value = values.at(index) ?? 0
    const change = Math.abs(value - before)
    if (value < low) [low, lowest] = [value, index]
    if (value > high) [high, highest] = [value, index]
    if (change > widest) [widest, jump] = [change, index]
    before = value
  }
  const kept = new Set([from, lowest, highest, Math.max(from, jump - 1), jump, to - 1])
  return [...kept].sort((a, b) => a - b)
}

/**
 * Indices of a long series, rising, that keep its shape: of each of `buckets` stretches the first
 * and last value, the lowest, the highest and both sides of the largest jump, at most six. A series
 * shorter than that is kept whole. Otherwise every value is read once, in order.
 */
export function sampledIndices(values: Readable, buckets: number): readonly number[] {
  const { length } = values
  if (length <= buckets * mostPerBucket) return Array.from({ length }, (_, index) => index)
  return Array.from({ length: buckets }, (_, bucket) => {
    const from = Math.floor((bucket * length) / buckets)
    return keptOf(values, from, Math.floor(((bucket + 1) * length) / buckets))
  }).flat()
}
