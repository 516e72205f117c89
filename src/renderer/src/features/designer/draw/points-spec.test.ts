import { expect, test } from 'vitest'
import type { Drawing } from '../../../stores/drawing'
import { drawnCurve, pointsSpec, pointsWithoutLog } from './points-spec'

const run = { per: 'epoch', units: 30 } as const
const drawing: Drawing = {
  points: [
    [0, 0.1],
    [7 / 30, 0.2],
    [1, 0],
  ],
  interpolation: 'hold',
}

test('a drawing becomes a schedule through its points, times in units', () => {
  expect(pointsSpec(drawing, run)).toEqual({
    kind: 'points',
    per: 'epoch',
    points: [
      [0, 0.1],
      [7, 0.2],
      [30, 0],
    ],
    interpolation: 'hold',
  })
})

test('points that come together in another unit become one', () => {
  const close: Drawing = {
    points: [
      [0, 1],
      [0.00001, 2],
      [0.5, 3],
    ],
    interpolation: 'linear',
  }
  expect(pointsSpec(close, { per: 'epoch', units: 10 })).toMatchObject({
    points: [
      [0, 2],
      [5, 3],
    ],
  })
})

test('nothing is drawn, so there is no schedule and no curve', () => {
  const empty: Drawing = { points: [], interpolation: 'linear' }
  expect(pointsSpec(empty, run)).toBeNull()
  expect(drawnCurve(empty, run)).toBeNull()
})

test('a drawing becomes a curve with its jumps', () => {
  expect(drawnCurve(drawing, run)).toEqual({
    points: [
      [0, 0.1],
      [7, 0.1],
      [7, 0.2],
      [30, 0.2],
      [30, 0],
    ],
    totalUnits: 30,
    per: 'epoch',
  })
})

test('rates of 0 are counted where logarithms are asked for', () => {
  expect(pointsWithoutLog(drawing)).toBe(0)
  expect(pointsWithoutLog({ ...drawing, interpolation: 'log' })).toBe(1)
})
