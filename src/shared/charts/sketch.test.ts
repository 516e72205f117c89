import { describe, expect, test } from 'vitest'
import {
  definitionOf,
  scheduleKinds,
  type ScheduleKind,
  type ScheduleSpec,
} from '../domain/schedule'
import { sketchOf, sketchPoints } from './sketch'

const short = { totalEpochs: 10, stepsPerEpoch: 10 }
const cut: ScheduleSpec = {
  kind: 'multi-step',
  per: 'epoch',
  initial: 1,
  factor: 0.01,
  milestones: [5, 8],
}

describe('a sketch', () => {
  test('has stairs with upright edges, and holds the last rate to the end', () => {
    const points = sketchPoints(sketchOf(cut, short, 20), false)
    expect(points).toContainEqual({ x: 0.49, y: 1 })
    expect(points).toContainEqual({ x: 0.5, y: 0.01 })
    expect(points[0]).toEqual({ x: 0, y: 1 })
    expect(points.at(-1)).toEqual({ x: 1, y: 0.0001 })
  })

  test('needs two points for a constant', () => {
    expect(sketchPoints(sketchOf({ kind: 'constant', rate: 0.1 }, short, 20), false)).toEqual([
      { x: 0, y: 1 },
      { x: 1, y: 1 },
    ])
  })

  test('shows four decades on a logarithmic scale', () => {
    const points = sketchPoints(sketchOf(cut, short, 20), true)
    expect(points.find(({ x }) => x === 0.5)?.y).toBeCloseTo(0.5, 12)
    expect(points.at(-1)?.y).toBeCloseTo(0, 12)
  })

  test('of a rate of 0 lies at the bottom', () => {
    const sketch = sketchOf({ kind: 'constant', rate: 0 }, short, 20)
    for (const logarithmic of [false, true]) {
      expect(new Set(sketchPoints(sketch, logarithmic).map(({ y }) => y))).toEqual(new Set([0]))
    }
  })

  test.each(['min', 'max'] as const)(
    'of a plateau that wants %s stays up while the metric improves',
    (mode) => {
      const spec: ScheduleSpec = { kind: 'plateau', initial: 1, factor: 0.5, patience: 1, mode }
      const sketch = sketchOf(spec, short, 20)
      expect(sketch.reacts).toBe(true)
      // Epochs 4 and 5 are the first two without improvement.
      expect(
        sketchPoints(sketch, false)
          .filter(({ y }) => y === 1)
          .at(-1)?.x,
      ).toBe(0.59)
      expect(sketch.rates.at(-1)).toBe(0.25)
    },
  )

  test('that does not fit the run is refused', () => {
    expect(() => sketchOf({ kind: 'one-cycle', peak: 1, warmup: 101 }, short, 20)).toThrow(
      /warmup is 101 units, but the run has 100/,
    )
  })

  test.each(Object.keys(scheduleKinds) as ScheduleKind[])(
    'of the example of %s rises above the ground',
    (kind) => {
      const spec = { kind, ...definitionOf(kind).example } as unknown as ScheduleSpec
      const points = sketchPoints(
        sketchOf(spec, { totalEpochs: 100, stepsPerEpoch: 250 }, 100),
        false,
      )
      expect(Math.max(...points.map(({ y }) => y))).toBe(1)
      expect(points.every(({ x, y }) => x >= 0 && x <= 1 && y >= 0)).toBe(true)
    },
  )
})
