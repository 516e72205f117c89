import { describe, expect, test } from 'vitest'
import type { BoardPoint } from '../../../stores/drawing'
import { drawOver, movePoint, placePoint, removePoint, withoutRepeats } from './edits'

const points: readonly BoardPoint[] = [
  [0, 1],
  [0.5, 2],
  [1, 3],
]

describe('placing a point', () => {
  test('puts it between its neighbours', () => {
    expect(placePoint(points, [0.7, 9], 0.1)).toEqual({
      points: [
        [0, 1],
        [0.5, 2],
        [0.7, 9],
        [1, 3],
      ],
      index: 2,
    })
  })

  test('moves the one that was there', () => {
    expect(placePoint(points, [0.52, 9], 0.1)).toEqual({
      points: [
        [0, 1],
        [0.52, 9],
        [1, 3],
      ],
      index: 1,
    })
  })
})

describe('moving a point', () => {
  test('stops a gap before its neighbours', () => {
    expect(movePoint(points, 1, [2, 9], 0.1)[1]).toEqual([0.9, 9])
    expect(movePoint(points, 1, [-2, 9], 0.1)[1]).toEqual([0.1, 9])
  })

  test('stops at the ends of the run', () => {
    expect(movePoint(points, 0, [-1, 9], 0.1)[0]).toEqual([0, 9])
    expect(movePoint(points, 2, [2, 9], 0.1)[2]).toEqual([1, 9])
  })
})

test('removing a point leaves the others', () => {
  expect(removePoint(points, 1)).toEqual([
    [0, 1],
    [1, 3],
  ])
})

test('of points at the same time the last one stays', () => {
  expect(
    withoutRepeats(
      [
        [0, 1],
        [0, 2],
        [0.5, 3],
        [0.52, 4],
      ],
      0.1,
    ),
  ).toEqual([
    [0, 2],
    [0.52, 4],
  ])
})

describe('drawing over a stretch', () => {
  const level = () => 7

  test('keeps the course of the curve outside of it', () => {
    expect(
      drawOver(
        points,
        [
          [0.2, 5],
          [0.6, 6],
        ],
        level,
        0.1,
      ),
    ).toEqual([
      [0, 1],
      [0.1, 7],
      [0.2, 5],
      [0.6, 6],
      [0.7, 7],
      [1, 3],
    ])
  })

  test('goes on where the curve ended', () => {
    expect(
      drawOver(
        [
          [0, 1],
          [0.3, 2],
        ],
        [
          [0.5, 5],
          [0.6, 6],
        ],
        level,
        0.1,
      ),
    ).toEqual([
      [0, 1],
      [0.3, 2],
      [0.5, 5],
      [0.6, 6],
    ])
  })

  test('is the stroke where nothing was drawn', () => {
    expect(
      drawOver(
        [],
        [
          [0.5, 5],
          [0.6, 6],
        ],
        level,
        0.1,
      ),
    ).toEqual([
      [0.5, 5],
      [0.6, 6],
    ])
  })

  test('needs no edge beside a point that is there', () => {
    expect(
      drawOver(
        [
          [0, 1],
          [0.1, 2],
        ],
        [[0.2, 5]],
        level,
        0.1,
      ),
    ).toEqual([
      [0, 1],
      [0.1, 2],
      [0.2, 5],
    ])
  })
})
