import { expect, test } from 'vitest'
import type { PlotAxes } from '../../../../shared/charts/compare-scale'
import { fakeLine } from '../../../test/fake-line'
import { firstFrom, nearestLine, pointNear, pointsAt } from './nearest-line'

/** Ten pixels for each unit; y grows upwards from pixel 100. */
const axes: PlotAxes = {
  x: { offset: 0, factor: 10, logarithmic: false },
  y: { offset: 100, factor: -10, logarithmic: false },
}
const flat = fakeLine('flat', [
  [0, 1],
  [10, 1],
])
const steep = fakeLine('steep', [
  [0, 9],
  [5, 9],
  [5.1, 0],
  [10, 0],
])

test('the first place from a value on', () => {
  const values = Float64Array.of(1, 2, 2, 5)
  expect([0, 1, 2, 3, 5, 6].map((wanted) => firstFrom(values, wanted))).toEqual([0, 0, 1, 3, 3, 4])
})

test('the point next to an x is one with a number', () => {
  const gap = fakeLine('gap', [
    [1, 1],
    [2, NaN],
    [3, 3],
  ])
  expect([0, 1.9, 2.1, 9].map((x) => pointNear(gap, x))).toEqual([0, 0, 2, 2])
  expect(pointNear(fakeLine('none', [[1, NaN]]), 1)).toBe(-1)
})

test('the nearest line is told by its distance, also beside a steep part and between points', () => {
  const at = (x: number, y: number) => nearestLine([flat, steep], axes, { x, y }, 12)?.line.id
  expect(at(20, 88)).toBe('flat')
  expect(at(54, 50)).toBe('steep')
  expect(at(20, 50)).toBeUndefined()
})

test('a gap is no part of a line', () => {
  const broken = fakeLine('broken', [
    [0, 5],
    [4, 5],
    [5, NaN],
    [6, 5],
    [10, 5],
  ])
  expect(nearestLine([broken], axes, { x: 50, y: 50 }, 6)).toBeNull()
  expect(nearestLine([broken], axes, { x: 70, y: 52 }, 6)).toMatchObject({ at: 3 })
})

test('points at an x leave out lines that do not reach it', () => {
  const short = fakeLine('short', [
    [0, 1],
    [1, 1],
  ])
  expect(pointsAt([flat, short], 1.5).map((point) => [point.line.id, point.at])).toEqual([
    ['flat', 0],
    ['short', 1],
  ])
  expect(pointsAt([flat, short], 4).map((point) => point.line.id)).toEqual(['flat'])
  const late = fakeLine('late', [
    [10, 1],
    [20, 1],
  ])
  expect([1, 4, 6, 15, 24, 26].map((x) => pointsAt([late], x).length)).toEqual([0, 0, 1, 1, 1, 0])
})
