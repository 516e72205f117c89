import type { Band, Centre } from './compare-view'
import { intervalReach, mean, median, sampleDeviation, standardError } from './statistics'

/** Centre and band of a group at one place; NaN where they cannot be told. */
export interface GroupSummary {
  readonly centre: number
  readonly low: number
  readonly high: number
}

const reaches = new Map<number, number>()

/** The same few numbers of runs are asked for at every place. */
function reachOf(n: number): number {
  const known = reaches.get(n)
  if (known !== undefined) return known
  const found = intervalReach(n)
  reaches.set(n, found)
  return found
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  let low = NaN
  let high = NaN
  for (const value of values) {
    if (!(value >= low)) low = value
    if (!(value <= high)) high = value
  }
  return [low, high]
}

/** How far a band reaches to either side of the mean; NaN for fewer than two values. */
function spread(values: readonly number[], band: Exclude<Band, 'none' | 'range'>): number {
  if (values.length < 2) return NaN
  switch (band) {
    case 'deviation':
      return sampleDeviation(values) ?? NaN
    case 'error':
      return standardError(values) ?? NaN
    case 'interval':
      return (standardError(values) ?? NaN) * reachOf(values.length)
  }
}

/** Centre and band of finite values; of a single one only the range is known. */
export function summaryAt(values: readonly number[], centre: Centre, band: Band): GroupSummary {
  if (values.length === 0) return { centre: NaN, low: NaN, high: NaN }
  const middle = centre === 'mean' ? mean(values) : median(values)
  if (band === 'none') return { centre: middle, low: NaN, high: NaN }
  if (band === 'range') {
    const [low, high] = rangeOf(values)
    return { centre: middle, low, high }
  }
  const about = mean(values)
  const reach = spread(values, band)
  return { centre: middle, low: about - reach, high: about + reach }
}
