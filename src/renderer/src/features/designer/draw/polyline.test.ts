import { describe, expect, test } from 'vitest'
import type { BoardPoint } from '../../../stores/drawing'
import { overWholeRun, polylineOf, rateOn } from './polyline'

const points: readonly BoardPoint[] = [
  [0.2, 0.1],
  [0.6, 0.001],
]

describe('a polyline', () => {
  test('joins points by straight lines', () => {
    expect(polylineOf({ points, interpolation: 'linear' })).toEqual(points)
  })

  test('holds a rate until the next point', () => {
    const line = polylineOf({ points, interpolation: 'hold' })
    expect(line).toEqual([
      [0.2, 0.1],
      [0.6, 0.1],
      [0.6, 0.001],
    ])
  })

  test.each([
    ['log', 0.01],
    ['cosine', 0.0505],
    ['smooth', 0.0505],
  ] as const)('bends where it is %s', (interpolation, middle) => {
    const line = polylineOf({ points, interpolation })
    expect(rateOn(line)(0.4)).toBeCloseTo(middle, 4)
    expect([line[0], line.at(-1)]).toEqual(points)
  })

  test('is straight where a rate has no logarithm', () => {
    const withZero: readonly BoardPoint[] = [...points, [1, 0]]
    expect(polylineOf({ points: withZero, interpolation: 'log' })).toEqual(withZero)
  })

  test('of one point is the point, of none nothing', () => {
    expect(polylineOf({ points: [[0.5, 1]], interpolation: 'smooth' })).toEqual([[0.5, 1]])
    expect(polylineOf({ points: [], interpolation: 'smooth' })).toEqual([])
  })
})

test('over the whole run its ends are held', () => {
  expect(overWholeRun(points)).toEqual([[0, 0.1], ...points, [1, 0.001]])
  expect(
    overWholeRun([
      [0, 1],
      [1, 2],
    ]),
  ).toEqual([
    [0, 1],
    [1, 2],
  ])
  expect(overWholeRun([])).toEqual([])
})

test('rates are read between its places', () => {
  const at = rateOn([
    [0.2, 0.1],
    [0.4, 0.2],
    [0.4, 0.5],
  ])
  expect([0, 0.3, 0.4, 1].map(at)).toEqual([0.1, 0.15, 0.5, 0.5])
})
