import { describe, expect, test } from 'vitest'
import scipy from '../../../../fixtures/compare/statistics.json'
import {
  mean,
  meanInterval,
  median,
  sampleDeviation,
  standardError,
  summariseValues,
  tQuantile,
} from './statistics'

/** Largest error allowed, as a share of the value or, for small ones, as it is. */
const near = (actual: number | null, expected: number, tolerance = 1e-9) => {
  const allowed = tolerance * Math.max(1, Math.abs(expected))
  expect(Math.abs((actual ?? NaN) - expected)).toBeLessThanOrEqual(allowed)
}

test("Student's t as SciPy has it", () => {
  expect(scipy.quantiles).toHaveLength(220)
  for (const { probability, freedom, t } of scipy.quantiles) {
    near(tQuantile(probability, freedom), t)
  }
})

test.each(scipy.samples)('a sample as SciPy and NumPy have it: $values', (sample) => {
  const { values } = sample
  near(mean(values), sample.mean)
  near(median(values), sample.median)
  near(sampleDeviation(values), sample.deviation)
  near(standardError(values), sample.error)
  near(meanInterval(values)?.low ?? NaN, sample.interval.low)
  near(meanInterval(values)?.high ?? NaN, sample.interval.high)
})

test("differences of pairs as SciPy's paired test has them", () => {
  for (const { ours, baseline, ...expected } of scipy.pairs) {
    const { interval, ...summary } = summariseValues(ours.map((y, at) => y - (baseline[at] ?? NaN)))
    near(summary.mean, expected.mean)
    near(interval?.low ?? NaN, expected.interval.low)
    near(interval?.high ?? NaN, expected.interval.high)
  }
})

describe('what a single value or none cannot tell', () => {
  test('one value has a mean and no spread', () => {
    expect(summariseValues([0.25])).toEqual({
      n: 1,
      mean: 0.25,
      deviation: null,
      error: null,
      interval: null,
    })
    expect(median([0.25])).toBe(0.25)
  })
  test('nothing has no mean', () => {
    expect(mean([])).toBeNaN()
    expect(median([])).toBeNaN()
    expect(meanInterval([])).toBeNull()
  })
})

test.each([
  [0.5, 0, 'degrees of freedom must be a whole number from 1 to 1000000, was 0'],
  [0.5, 1.5, 'degrees of freedom must be a whole number from 1 to 1000000, was 1.5'],
  [0, 3, 'a probability must lie between 0 and 1, was 0'],
  [NaN, 3, 'a probability must lie between 0 and 1, was NaN'],
])('a quantile of %s with %s degrees is refused', (probability, freedom, message) => {
  expect(() => tQuantile(probability, freedom)).toThrow(new RangeError(message))
})
