import { describe, expect, test } from 'vitest'
import type { BoardPoint, Drawing } from '../../../stores/drawing'
import { withStroke } from './strokes'

const grid = { units: 100, snaps: true }
const range = { x: [0, 1], y: [0, 0.1], logarithmic: false } as const
const empty: Drawing = { points: [], interpolation: 'linear' }

/** A stroke with a sample every thousandth of the run. */
const stroke = (from: number, to: number, rateAt: (at: number) => number) =>
  Array.from({ length: Math.round(Math.abs(to - from) * 1000) + 1 }, (_, index): BoardPoint => {
    const at = from + (Math.sign(to - from) * index) / 1000
    return [at, rateAt(at)]
  })

describe('a stroke', () => {
  test('becomes as few points as show it', () => {
    const trembling = stroke(0, 1, (at) => 0.1 - 0.08 * at + 0.0003 * Math.sin(200 * at))
    expect(withStroke(empty, trembling, grid, range)).toEqual([
      [0, 0.1],
      [1, 0.02],
    ])
  })

  test('is kept at its corners', () => {
    const tent = stroke(0, 1, (at) => (at < 0.2 ? at / 2 : 0.1 - (at - 0.2) / 10))
    expect(withStroke(empty, tent, grid, range)).toEqual([
      [0, 0],
      [0.2, 0.1],
      [1, 0.02],
    ])
  })

  test('can be drawn from right to left', () => {
    expect(
      withStroke(
        empty,
        stroke(0.8, 0.2, () => 0.05),
        grid,
        range,
      ),
    ).toEqual([
      [0.2, 0.05],
      [0.8, 0.05],
    ])
  })

  test('is as close on a logarithmic axis, where small rates count', () => {
    const logarithmic = { x: [0, 1], y: [1e-4, 0.1], logarithmic: true } as const
    const decay = stroke(0, 1, (at) => 0.1 * 10 ** (-3 * at))
    expect(withStroke(empty, decay, grid, logarithmic)).toEqual([
      [0, 0.1],
      [1, 0.0001],
    ])
    expect(withStroke(empty, decay, grid, range).length).toBeGreaterThan(5)
  })

  test('of one place is a point', () => {
    expect(withStroke(empty, [[0.503, 0.0512]], grid, range)).toEqual([[0.5, 0.051]])
  })

  test('goes over the middle of a curve, which stays as it was before and after', () => {
    const line: Drawing = {
      points: [
        [0, 0.1],
        [1, 0],
      ],
      interpolation: 'linear',
    }
    expect(
      withStroke(
        line,
        stroke(0.4, 0.6, () => 0.09),
        grid,
        range,
      ),
    ).toEqual([
      [0, 0.1],
      [0.39, 0.061],
      [0.4, 0.09],
      [0.6, 0.09],
      [0.61, 0.039],
      [1, 0],
    ])
  })
})
