/** Indices of a long series that keep its first and last value and every bucket's extremes. */
export function sampledIndices(values: ArrayLike<number>, buckets: number): readonly number[] {
  const { length } = values
  if (length <= buckets * 2) return Array.from({ length }, (_, index) => index)
  const kept = new Set([0, length - 1])
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * length) / buckets)
    const to = Math.floor(((bucket + 1) * length) / buckets)
    let lowest = from
    let highest = from
    for (let index = from; index < to; index++) {
      const value = values[index] ?? 0
      if (value < (values[lowest] ?? 0)) lowest = index
      if (value > (values[highest] ?? 0)) highest = index
    }
    kept.add(lowest).add(highest)
  }
  return [...kept].sort((a, b) => a - b)
}
