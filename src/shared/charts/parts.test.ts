import { describe, expect, test } from 'vitest'
import { formatTick } from './axes'
import { legendRows } from './legend'
import { markerSizeAt } from './lines'
import { formatMetric } from './metrics'
import { sparkline } from './sketch'
import { tooltipText } from './tooltip'

test.each([
  [0.00009999999999999999, '1e-4'],
  [0.0009999999999999998, '0.001'],
  [0.30000000000000004, '0.3'],
  [0, '0'],
  [20, '20'],
  [1_000_000, '1e6'],
])('tick %s is printed %s', (value, text) => {
  expect(formatTick(value)).toBe(text)
})

test.each([
  ['learningRate', 2.4e-10, '2.4e-10'],
  ['valLoss', 0.34567, '0.3457'],
  ['loss', 123_456, '1.23e+5'],
  ['loss', NaN, '–'],
] as const)('%s %s is printed %s', (metric, value, text) => {
  expect(formatMetric(metric, value)).toBe(text)
})

test('ten markers along an axis, and one at the head of a line', () => {
  const sizes = (total: number, shift: number, axisLength = total) =>
    Array.from({ length: total }, (_, index) => markerSizeAt(index, { total, axisLength, shift }))
  expect(sizes(100, 3).filter((size) => size > 0)).toHaveLength(11)
  expect(sizes(100, 3)[3]).toBe(6)
  expect(sizes(100, 3)[99]).toBe(6)
  expect(sizes(5, 8)).toEqual([6, 6, 6, 6, 6])
  expect(sizes(5, 2, 100)).toEqual([0, 0, 6, 0, 6])
})

test('a legend wraps when its names outgrow the width', () => {
  expect(legendRows(['Linear', 'Adam'], 900)).toBe(1)
  expect(legendRows(Array<string>(9).fill('Time-based (formula)'), 900)).toBe(3)
  expect(legendRows([], 900)).toBe(1)
})

describe('the tooltip', () => {
  const parts = {
    heading: 'Epoch',
    names: ['Linear', 'Adam', '<b>Step</b>'],
    format: (value: number) => value.toFixed(1),
    order: 'ascending',
  } as const
  const hover = (seriesIndex: number, y: number | null) => ({
    seriesIndex,
    value: [4, y],
    axisValue: 4,
  })
  test('puts the best first, leaves gaps out and keeps text as text', () => {
    expect(tooltipText([hover(0, 3), hover(1, null), hover(2, 1)], parts)).toBe(
      'Epoch 4\n<b>Step</b>   1.0\nLinear   3.0',
    )
  })
  test('turns round for what is better high', () => {
    const text = tooltipText([hover(0, 1), hover(1, 3)], { ...parts, order: 'descending' })
    expect(text).toBe('Epoch 4\nAdam   3.0\nLinear   1.0')
  })
  test('says how many it leaves out', () => {
    const many = Array.from({ length: 20 }, (_, index) => hover(index, index))
    expect(tooltipText(many, parts).split('\n')).toHaveLength(14)
    expect(tooltipText(many, parts)).toMatch(/and 8 more$/)
  })
})

describe('a sparkline', () => {
  const length = { totalEpochs: 100, stepsPerEpoch: 250 }
  test('of a constant rate lies at the top', () => {
    const points = sparkline({ kind: 'constant', rate: 0.01 }, length)
    expect(points).toHaveLength(2)
    expect(points.every(({ y }) => y === 1)).toBe(true)
  })
  test('of a rate of 0 lies at the bottom', () => {
    const points = sparkline({ kind: 'constant', rate: 0 }, { totalEpochs: 1, stepsPerEpoch: 1 })
    expect(points).toEqual([
      { x: 0, y: 0 },
      { x: 1, y: 0 },
    ])
  })
  test('of a decay falls from the top, in either scale', () => {
    const spec = { kind: 'exponential', per: 'epoch', initial: 0.5, k: 0.1 } as const
    const linear = sparkline(spec, length)
    expect(linear[0]).toEqual({ x: 0, y: 1 })
    expect(linear.at(-1)?.y).toBeCloseTo(Math.exp(-9.9), 6)
    expect(sparkline(spec, length, true).at(-1)?.y).toBe(0)
    const middle = sparkline(spec, length, true).find(({ x }) => x >= 0.5)
    expect(middle?.y).toBeCloseTo(0.457, 2)
  })
})
