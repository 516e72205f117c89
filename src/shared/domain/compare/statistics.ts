import { tQuantile } from './student-t'

export { tQuantile } from './student-t'

/** Probability that intervals hold what they shall. */
export const confidence = 0.95

/** Two ends, the lower one first. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** What some values come to. */
export interface ValueSummary {
  readonly n: number
  readonly mean: number
  /** Of a sample (n - 1); null for fewer than two values. */
  readonly deviation: number | null
  /** Of the mean; null for fewer than two values. */
  readonly error: number | null
  /** Where the true mean lies with 95 % (t, n - 1); null for fewer than two values. */
  readonly interval: Interval | null
}

/** NaN without values. */
export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** The middle value, or the mean of both in the middle; NaN without values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  const above = sorted[Math.floor(half)] ?? NaN
  return Number.isInteger(half) ? ((sorted[half - 1] ?? NaN) + above) / 2 : above
}

/** Of a sample: divided by n - 1; null for fewer than two values. */
export function sampleDeviation(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const centre = mean(values)
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}

/** Of the mean of a sample; null for fewer than two values. */
export function standardError(values: readonly number[]): number | null {
  const deviation = sampleDeviation(values)
  return deviation === null ? null : deviation / Math.sqrt(values.length)
}

/** How many standard errors an interval of n values reaches to either side of their mean, from 2. */
export const intervalReach = (n: number) => tQuantile((1 + confidence) / 2, n - 1)

/** Where the mean of what these values were drawn from lies with 95 %; null for fewer than two. */
export function meanInterval(values: readonly number[]): Interval | null {
  const error = standardError(values)
  if (error === null) return null
  const [centre, reach] = [mean(values), intervalReach(values.length) * error]
  return { low: centre - reach, high: centre + reach }
}

/** All of the above in one. */
export const summariseValues = (values: readonly number[]): ValueSummary => ({
  n: values.length,
  mean: mean(values),
  deviation: sampleDeviation(values),
  error: standardError(values),
  interval: meanInterval(values),
})
