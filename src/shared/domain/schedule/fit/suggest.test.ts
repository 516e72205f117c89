import { describe, expect, test } from 'vitest'
import type { ScheduleSpec } from '../index'
import { climbTo, drawn, suggest } from './testing-curves'
import { suggestSchedules, type DrawnPoint, type Suggestion } from './index'

test('short and long runs: whole units below 1,000, percent from there on', () => {
  const cosine = { kind: 'cosine', initial: 0.1, final: 0, over: '90%' } as const
  const spec = { kind: 'warmup', over: '10%', from: 0, schedule: cosine } as const
  expect(suggest(spec, 20)[0]?.spec).toEqual({
    ...spec,
    per: 'epoch',
    over: 2,
    schedule: { ...cosine, over: 18 },
  })
  expect(suggest(spec, 25_000, 0, 'step')[0]?.spec).toEqual({ ...spec, per: 'step' })
})

test('a jump between samples of a long run is found to the permille', () => {
  const spec = { kind: 'multi-step', initial: 0.1, factor: 0.1, milestones: ['31.4%'] } as const
  expect(suggest(spec, 25_000, 0, 'step')[0]?.spec).toEqual({ ...spec, per: 'step' })
})

test('titles come from the kinds', () => {
  const title = (spec: ScheduleSpec) => suggest(spec, 100)[0]?.title
  expect(title({ kind: 'cosine', initial: 0.1 })).toBe('Cosine')
  expect(title(climbTo({ kind: 'cosine', initial: 0.1, over: 90 }))).toBe('Warm-up, then cosine')
  expect(title(climbTo({ kind: 'rex', initial: 0.1, over: 90 }))).toBe('Warm-up, then REX')
})

test('at most six, each title once, or as many as are asked for', () => {
  const points = drawn({ kind: 'cosine', initial: 0.1 }, 100)
  const all = suggestSchedules({ points, totalUnits: 100, per: 'epoch' })
  expect(all).toHaveLength(6)
  expect(new Set(all.map(({ title }) => title)).size).toBe(6)
  const curve = { points, totalUnits: 100, per: 'epoch' } as const
  expect(suggestSchedules(curve, { most: 2 })).toEqual(all.slice(0, 2))
})

test('a simpler schedule comes before a closer one that gains practically nothing', () => {
  const spec = { kind: 'piecewise', boundaries: [39, 74], rates: [0.1, 0.03, 0.0088] } as const
  const [first, second] = suggest(spec, 100)
  expect(first?.spec).toMatchObject({ kind: 'multi-step', factor: 0.3, milestones: [40, 75] })
  expect(first?.error).toBeCloseTo(0.001, 3)
  expect(second?.spec).toEqual({ ...spec, per: 'epoch' })
  expect(second?.error).toBe(0)
})

test('a nearly level line is a constant', () => {
  const [first] = suggest({ kind: 'polynomial', initial: 0.1, final: 0.096 }, 100)
  expect(first?.spec).toEqual({ kind: 'constant', rate: 0.098, per: 'epoch' })
  expect(first?.error).toBeCloseTo(0.0115, 3)
})

test('only what was drawn counts', () => {
  const points = drawn({ kind: 'cosine', initial: 0.1 }, 100).slice(10, 80)
  const [first] = suggestSchedules({ points, totalUnits: 100, per: 'epoch' })
  expect(first?.spec).toEqual({ kind: 'cosine', initial: 0.1, final: 0, per: 'epoch' })
})

test('a few placed points are enough; two of one time are a jump', () => {
  const points = [
    [0, 0.1],
    [50, 0.1],
    [50, 0.01],
    [99, 0.01],
  ] as const
  const [first] = suggestSchedules({ points, totalUnits: 100, per: 'epoch' })
  expect(first?.spec).toMatchObject({ boundaries: [49], rates: [0.1, 0.01] })
})

describe('curves that say little or nothing', () => {
  const of = (points: readonly DrawnPoint[], totalUnits = 10) =>
    suggestSchedules({ points, totalUnits, per: 'epoch' })
  const constant = (rate: number): Suggestion => ({
    spec: { kind: 'constant', rate, per: 'epoch' },
    title: 'Constant',
    error: 0,
    largest: 0,
  })

  test('one point, or a run of one unit, is a constant', () => {
    expect(of([[3, 0.1]])[0]).toEqual(constant(0.1))
    expect(of([[0, 0.1]], 1)).toEqual([constant(0.1)])
  })
  test('0 everywhere is a constant 0', () => {
    const all = of([
      [0, 0],
      [9, 0],
    ])
    expect(all[0]).toEqual(constant(0))
  })
  test.each<[string, readonly DrawnPoint[], number]>([
    ['points must have at least one entry, has none', [], 10],
    ['points[0]: the rate must be finite and at least 0; it is NaN', [[0, NaN]], 10],
    ['points[0]: the rate must be finite and at least 0; it is -0.1', [[0, -0.1]], 10],
    ['points[0]: the time must be at least 0; it is -1', [[-1, 0.1]], 10],
    ['totalUnits must be a whole number of at least 1, was 0', [[0, 0.1]], 0],
  ])('%s', (message, points, totalUnits) => {
    expect(() => of(points, totalUnits)).toThrow(new RangeError(message))
  })
  test('a time that falls is refused', () => {
    const points = [
      [5, 0.1],
      [4, 0.1],
    ] as const
    const message = 'points[1]: the time must be at least the time before it, 5; it is 4'
    expect(() => of(points)).toThrow(new RangeError(message))
  })
})
