import { describe, expect, test } from 'vitest'
import { extentOf, pixelOf, plotAxes, valueOf } from './compare-scale'
import { drawBand, drawLine, drawMarks } from './compare-shapes'

/** Writes down what is drawn, as in an SVG path. */
function written(draw: (pen: Parameters<typeof drawLine>[0]) => void): string {
  const parts: string[] = []
  const round = (value: number) => Number(value.toFixed(6))
  draw({
    moveTo: (x, y) => parts.push(`M${round(x)},${round(y)}`),
    lineTo: (x, y) => parts.push(`L${round(x)},${round(y)}`),
    closePath: () => parts.push('Z'),
  })
  return parts.join(' ')
}
const numbers = (...values: readonly number[]) => Float64Array.from(values)
const linear = { offset: 0, factor: 10, logarithmic: false }
const down = { offset: 100, factor: -1, logarithmic: false }
const log = { offset: 0, factor: 10 / Math.LN10, logarithmic: true }

describe('a line', () => {
  const line = (ys: Float64Array, axes = { x: linear, y: down }) =>
    written((pen) => drawLine(pen, { axes, xs: ys.map((_, at) => at + 1), ys }))
  test('goes through its points', () => {
    expect(line(numbers(1, 2, 3))).toBe('M10,99 L20,98 L30,97')
  })
  test('breaks at what is no number, and shows a point between two gaps', () => {
    expect(line(numbers(1, NaN, 3, Infinity, 5, 6))).toBe(
      'M10,99 L10.01,99 M30,97 L30.01,97 M50,95 L60,94',
    )
  })
  test('breaks where a logarithmic axis has no place', () => {
    expect(line(numbers(10, 100, 0, 10, 1), { x: linear, y: log })).toBe(
      'M10,10 L20,20 M40,10 L50,0',
    )
  })
  test('leaves out what lies beyond the edges, but for what crosses them', () => {
    const ys = numbers(1, 2, 3, 4, 5, 6)
    const xs = ys.map((_, at) => at + 1)
    const axes = { x: linear, y: down }
    const drawn = (edges: readonly [number, number]) =>
      written((pen) => drawLine(pen, { axes, xs, ys, edges }))
    expect(drawn([25, 45])).toBe('M20,98 L30,97 L40,96 L50,95')
    expect(drawn([31, 32])).toBe('M30,97 L40,96')
    expect(drawn([100, 200])).toBe('')
  })
})

test('a band is an area for each stretch, down to the edge where a logarithm ends', () => {
  const xs = numbers(1, 2, 3, 4, 5)
  const band = { low: numbers(1, 0, NaN, 1, 1), high: numbers(100, 10, 10, 100, 10), xs }
  const axes = { x: linear, y: log }
  expect(written((pen) => drawBand(pen, { ...band, axes, bottom: 77 }))).toBe(
    'M10,20 L20,10 L20,77 L10,0 Z M40,20 L50,10 L50,0 L40,0 Z',
  )
})

test('marks are triangles, and crosses where a run diverged', () => {
  const points = [
    { x: 10, y: 10, cross: false },
    { x: 30, y: 10, cross: true },
  ]
  expect(written((pen) => drawMarks(pen, { points }))).toBe(
    'M10,5 L15,15 L5,15 Z M25,5 L35,15 M25,15 L35,5',
  )
})

describe('axes found from two points', () => {
  const values = { x: [1, 3], y: [0.1, 10] } as const
  const axes = plotAxes(values, { logX: false, logY: true }, ([x, y]) => [
    50 + 100 * x,
    400 - 100 * Math.log10(y),
  ])
  test('lead from values to pixels and back', () => {
    expect(pixelOf(axes.x, 2)).toBeCloseTo(250, 9)
    expect(pixelOf(axes.y, 1)).toBeCloseTo(400, 9)
    expect(valueOf(axes.x, 250)).toBeCloseTo(2, 9)
    expect(valueOf(axes.y, 300)).toBeCloseTo(10, 9)
  })
  test('have no place for 0 on a logarithm', () => {
    expect(pixelOf(axes.y, 0)).toBeNaN()
  })
})

test('an extent is that of numbers which an axis can show', () => {
  const series = [numbers(-1, NaN, 5), null, numbers(Infinity, 2)]
  expect(extentOf(series, false)).toEqual([-1, 5])
  expect(extentOf(series, true)).toEqual([2, 5])
  expect(extentOf([numbers(NaN)], false)).toBeNull()
})
