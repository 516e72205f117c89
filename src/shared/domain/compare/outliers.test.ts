import { describe, expect, test } from 'vitest'
import numpy from '../../../../fixtures/compare/curves.json'
import { percentile, verticalRange } from './outliers'
import { linesOf } from './testing-curves'
import { madeRun } from './testing-runs'

test.each(numpy.percentiles)("are NumPy's, of $values.length values", ({ values, low, high }) => {
  const ascending = Float64Array.from(values).sort()
  expect(percentile(ascending, 0.05)).toBeCloseTo(low, 12)
  expect(percentile(ascending, 0.95)).toBeCloseTo(high, 12)
})

const losses = Array.from({ length: 101 }, (_, at) => 100 - at)
const whole = { hideOutliers: true, zoom: null, logX: false }

describe('the vertical range', () => {
  const lines = linesOf([[madeRun(), losses]])
  test('leaves out five of a hundred at either end, and says how many', () => {
    expect(verticalRange(lines, whole, false)).toEqual({
      low: 5,
      high: 95,
      outside: 10,
      points: 101,
    })
  })
  test('is that of what can be seen', () => {
    const zoom = { from: 1, to: 21 }
    expect(verticalRange(lines, { ...whole, zoom }, false)).toMatchObject({ low: 81, high: 99 })
  })
  test('counts no 0 on a logarithmic axis', () => {
    expect(verticalRange(lines, whole, true)).toMatchObject({ points: 100 })
  })
  test('is left to the chart where nothing is asked, varies or can be seen', () => {
    expect(verticalRange(lines, { ...whole, hideOutliers: false }, false)).toBeNull()
    expect(verticalRange(linesOf([[madeRun(), [1, 1, 1]]]), whole, false)).toBeNull()
    expect(verticalRange([], whole, false)).toBeNull()
  })
})
