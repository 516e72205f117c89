import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanStroke, type DrawnPoint } from './index'

describe('a stroke becomes a function of time', () => {
  test('a stroke that goes forward stays as it is', () => {
    const stroke: DrawnPoint[] = [
      [0.5, 0.1],
      [1.25, 0.2],
      [3, 0.15],
    ]
    expect(cleanStroke(stroke)).toEqual(stroke)
  })
  test('samples of one time: the last wins', () => {
    const samples = [
      [1, 0.1],
      [2, 0.2],
      [2, 0.3],
      [3, 0.4],
    ] as const
    expect(cleanStroke(samples)).toEqual([
      [1, 0.1],
      [2, 0.3],
      [3, 0.4],
    ])
  })
  test('going back draws over what was there', () => {
    const samples = [
      [0, 0.1],
      [2, 0.2],
      [4, 0.3],
      [6, 0.4],
      [3, 0.9],
      [5, 0.8],
      [8, 0.5],
    ] as const
    expect(cleanStroke(samples)).toEqual([
      [0, 0.1],
      [2, 0.2],
      [3, 0.9],
      [5, 0.8],
      [8, 0.5],
    ])
  })
  test('a stroke drawn backwards', () => {
    const samples = [
      [4, 0.1],
      [2, 0.2],
      [0, 0.3],
    ] as const
    expect(cleanStroke(samples)).toEqual([
      [0, 0.3],
      [2, 0.2],
      [4, 0.1],
    ])
  })
  test('a new stroke replaces an earlier curve over its stretch only', () => {
    const onto = [0, 1, 2, 3, 4, 5].map((t) => [t, 0.1] as const)
    const samples = [
      [1.5, 0.5],
      [2.5, 0.6],
      [3, 0.7],
    ] as const
    expect(cleanStroke(samples, { onto })).toEqual([
      [0, 0.1],
      [1, 0.1],
      [1.5, 0.5],
      [2.5, 0.6],
      [3, 0.7],
      [4, 0.1],
      [5, 0.1],
    ])
  })
  test('no samples leave the earlier curve', () => {
    expect(cleanStroke([])).toEqual([])
    expect(cleanStroke([], { onto: [[1, 0.1]] })).toEqual([[1, 0.1]])
  })
})

test('beyond the edges of the board counts as on them', () => {
  const samples = [
    [-3, 0.1],
    [5, -0.2],
    [12, 0.3],
  ] as const
  expect(cleanStroke(samples, { totalUnits: 10 })).toEqual([
    [0, 0.1],
    [5, 0],
    [10, 0.3],
  ])
})

test('snaps times to whole units, the nearest sample of each, and rates to two digits', () => {
  const samples = [
    [0.1, 0.01234],
    [0.9, 0.0456],
    [1.3, 0.0789],
    [2.4, 0.1],
  ] as const
  expect(cleanStroke(samples, { snapTime: true, snapRate: true })).toEqual([
    [0, 0.012],
    [1, 0.046],
    [2, 0.1],
  ])
})

test('a sample that is no place is refused', () => {
  expect(() => cleanStroke([[1, NaN]])).toThrow(
    'samples[0] must be two finite numbers, time and rate; it is [1, NaN]',
  )
})

test('whatever the pointer does, times rise and its last place is on the curve', () => {
  const sample = fc.tuple(
    fc.integer({ min: -5, max: 30 }),
    fc.double({ min: -1, max: 1, noNaN: true }),
  )
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1 }), fc.array(sample), (samples, before) => {
      const onto = cleanStroke(before, { totalUnits: 20 })
      const curve = cleanStroke(samples, { onto, totalUnits: 20 })
      curve.slice(1).forEach(([t], index) => {
        expect(t).toBeGreaterThan(curve[index]![0])
      })
      const [t, rate] = samples.at(-1)!
      expect(curve).toContainEqual([Math.min(20, Math.max(0, t)), Math.max(0, rate)])
    }),
  )
})
