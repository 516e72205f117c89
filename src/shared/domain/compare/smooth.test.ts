import { describe, expect, test } from 'vitest'
import pandas from '../../../../fixtures/compare/curves.json'
import { curveMetrics } from './compare-view'
import { changesValues, smoothed, smoothingOf } from './smooth'

const numbers = (values: readonly (number | null)[]) =>
  Float64Array.from(values, (value) => value ?? NaN)

function expectClose(found: Float64Array, wanted: Float64Array): void {
  expect(found).toHaveLength(wanted.length)
  found.forEach((value, at) => {
    if (Number.isNaN(wanted[at])) expect(value).toBeNaN()
    else expect(value).toBeCloseTo(wanted[at] ?? NaN, 12)
  })
}

describe.each(pandas.smoothing)('of $values.length values', ({ values, ema, mean }) => {
  test.each(ema)("the moving average of weight $weight is pandas' own", (wanted) => {
    const found = smoothed(numbers(values), { kind: 'ema', weight: wanted.weight })
    expectClose(found, numbers(wanted.values))
  })
  test.each(mean)("the centred mean of $window is pandas' own", (wanted) => {
    const found = smoothed(numbers(values), { kind: 'mean', window: wanted.window })
    expectClose(found, numbers(wanted.values))
  })
})

test('the moving average has no bias towards 0', () => {
  const found = smoothed(Float64Array.of(4, 0), { kind: 'ema', weight: 0.5 })
  expect([...found]).toEqual([4, 4 / 3])
})

test.each([
  { kind: 'ema', weight: 0.97 },
  { kind: 'mean', window: 7 },
] as const)('a constant series stays what it is under $kind', (smoothing) => {
  const ys = Float64Array.of(0.1, 0.1, NaN, 0.1, 0.1)
  expect([...smoothed(ys, smoothing)]).toEqual([0.1, 0.1, NaN, 0.1, 0.1])
})

test.each([
  { kind: 'ema', weight: 0.5 },
  { kind: 'mean', window: 3 },
] as const)('what is not finite stays and counts for nothing under $kind', (smoothing) => {
  const found = smoothed(Float64Array.of(1, Infinity, 1, NaN, -Infinity, 3), smoothing)
  expect([...found].map((value) => Number.isFinite(value))).toEqual([
    true,
    false,
    true,
    false,
    false,
    true,
  ])
  expect(found[1]).toBe(Infinity)
  expect(found[2]).toBe(1)
})

test.each([
  [{ kind: 'ema', weight: 1 }, 'smoothing weight must be in [0, 1), was 1'],
  [{ kind: 'ema', weight: NaN }, 'smoothing weight must be in [0, 1), was NaN'],
  [{ kind: 'mean', window: 4 }, 'smoothing window must be an odd number from 1, was 4'],
  [{ kind: 'mean', window: -1 }, 'smoothing window must be an odd number from 1, was -1'],
] as const)('%o is refused', (smoothing, message) => {
  expect(() => smoothed(Float64Array.of(1, 2), smoothing)).toThrow(new RangeError(message))
})

test('everything but the learning rate is smoothed', () => {
  const smoothing = { kind: 'ema', weight: 0.6 } as const
  expect(curveMetrics.filter((metric) => smoothingOf(metric, smoothing).kind === 'none')).toEqual([
    'learningRate',
  ])
})

test('a weight of 0 and a window of 1 change nothing', () => {
  expect(
    [
      { kind: 'none' } as const,
      { kind: 'ema', weight: 0 } as const,
      { kind: 'mean', window: 1 } as const,
      { kind: 'mean', window: 3 } as const,
    ].map(changesValues),
  ).toEqual([false, false, false, true])
})
