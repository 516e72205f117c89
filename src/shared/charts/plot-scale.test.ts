import { describe, expect, test } from 'vitest'
import { plotScale, rateRange, roundAbove } from './plot-scale'

const margins = { left: 60, right: 20, top: 10, bottom: 30 }
const size = { width: 580, height: 340 }

describe('a plot of 500 by 300 pixels', () => {
  test.each([
    [false, 0.05, 160],
    [true, 0.01, 160],
  ])('has its middle in the middle (logarithmic: %s)', (logarithmic, middle, top) => {
    const y = logarithmic ? ([0.001, 0.1] as const) : ([0, 0.1] as const)
    const scale = plotScale({ x: [0, 1_000], y, logarithmic }, margins, size)
    expect(scale.toPixel({ x: 500, y: middle }).left).toBe(310)
    expect(scale.toPixel({ x: 500, y: middle }).top).toBeCloseTo(top, 9)
    const back = scale.toValue({ left: 310, top: 160 })
    expect(back.x).toBe(500)
    expect(back.y).toBeCloseTo(middle, 12)
  })
  test('keeps what lies outside at its edge', () => {
    const scale = plotScale({ x: [0, 10], y: [0, 1], logarithmic: false }, margins, size)
    expect(scale.toValue({ left: -5, top: -5 })).toEqual({ x: 0, y: 1 })
    expect(scale.toValue({ left: 999, top: 999 })).toEqual({ x: 10, y: 0 })
    expect(scale.toPixel({ x: 0, y: 7 })).toEqual({ left: 60, top: 10 })
  })
})

test('axes end at round numbers', () => {
  expect([0.1, 0.105, 0.5, 0.00031, 7, 1].map(roundAbove)).toEqual([0.1, 0.12, 0.5, 0.0004, 8, 1])
  expect(rateRange({ highest: 0.1, lowest: 0.01 }, false)).toEqual([0, 0.12])
  expect(rateRange({ highest: 0, lowest: 0 }, false)).toEqual([0, 1])
})

test('a logarithmic axis begins at a decade, at most six below the highest rate', () => {
  expect(rateRange({ highest: 0.1, lowest: 0.004 }, true)).toEqual([0.001, 0.12])
  const [low] = rateRange({ highest: 0.1, lowest: 1e-12 }, true)
  expect(low).toBeCloseTo(1e-7, 12)
  expect(rateRange({ highest: 0.1, lowest: 0.1 }, true)).toEqual([0.01, 0.12])
})
