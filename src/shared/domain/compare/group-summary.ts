import type { Band, Centre } from './compare-view'
import { tQuantile } from './statistics'

/** Centre and band of a group at one place; NaN where they cannot be told. */
export interface GroupSummary {
  readonly centre: number
  readonly low: number
  readonly high: number
}

const confidence = 0.95

const quantiles = new Map<number, number>()

/** Student's t that leaves 2.5 % on either side; the same few sizes are asked for at every place. */
function tOf(degrees: number): number {
  const known = quantiles.get(degrees)
  if (known !== undefined) return known
  const found = tQuantile((1 + confidence) / 2, degrees)
  quantiles.set(degrees, found)
  return found
}

function meanOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

function deviationOf(values: Float64Array, mean: number): number {
  let sum = 0
  for (const value of values) sum += (value - mean) ** 2
  return Math.sqrt(sum / (values.length - 1))
}

function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort()
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
}

/** How far a band reaches to either side of the mean. */
function reachOf(values: Float64Array, mean: number, band: Exclude<Band, 'none' | 'range'>) {
  const deviation = deviationOf(values, mean)
  const error = deviation / Math.sqrt(values.length)
  switch (band) {
    case 'deviation':
      return deviation
    case 'error':
      return error
    case 'interval':
      return error * tOf(values.length - 1)
  }
}

/** Centre and band of finite values; of a single one only the range is known. */
export function summaryAt(values: Float64Array, centre: Centre, band: Band): GroupSummary {
  if (values.length === 0) return { centre: NaN, low: NaN, high: NaN }
  const mean = meanOf(values)
  const middle = centre === 'mean' ? mean : medianOf(values)
  if (band === 'none') return { centre: middle, low: NaN, high: NaN }
  if (band === 'range') {
    let low = Infinity
    let high = -Infinity
    for (const value of values) {
      if (value < low) low = value
      if (value > high) high = value
    }
    return { centre: middle, low, high }
  }
  if (values.length < 2) return { centre: middle, low: NaN, high: NaN }
  const reach = reachOf(values, mean, band)
  return { centre: middle, low: mean - reach, high: mean + reach }
}
