import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileSchedule } from '../index'
import { linearRates, logRates, simplifyCurve, type DrawnPoint } from './index'

const curveOf = (units: number, rateAt: (t: number) => number) =>
  Array.from({ length: units + 1 }, (_, t): DrawnPoint => [t, rateAt(t)])

test('a straight line needs its ends', () => {
  expect(
    simplifyCurve(
      curveOf(100, (t) => 0.1 - t / 2000),
      1e-9,
    ),
  ).toEqual([
    [0, 0.1],
    [100, 0.05],
  ])
})

test('a corner stays', () => {
  const trapezoid = curveOf(100, (t) => Math.min(t / 100, 0.1, (100 - t) / 200))
  expect(simplifyCurve(trapezoid, 1e-9).map(([t]) => t)).toEqual([0, 10, 80, 100])
})

test('an exponential decay is straight on a logarithmic axis only', () => {
  const decay = curveOf(100, (t) => 0.1 * Math.exp(-0.05 * t))
  expect(simplifyCurve(decay, 0.01, logRates)).toHaveLength(2)
  expect(simplifyCurve(decay, 0.001).length).toBeGreaterThan(4)
})

test('a rate of 0 has a place on a logarithmic axis', () => {
  const points = [
    [0, 0.1],
    [1, 0],
    [2, 0.1],
  ] as const
  expect(simplifyCurve(points, 0.1, logRates)).toEqual(points)
})

test('few points, and a tolerance that is none', () => {
  expect(simplifyCurve([], 0.1)).toEqual([])
  expect(simplifyCurve([[3, 0.1]], 0.1)).toEqual([[3, 0.1]])
  expect(() => simplifyCurve([[3, 0.1]], -1)).toThrow('tolerance must be at least 0, was -1')
})

test.each([
  ['linear', linearRates, 0.05],
  ['log', logRates, 0.2],
] as const)('as a %s points schedule it passes every point within the tolerance', (...row) => {
  const [interpolation, axis, tolerance] = row
  const rates = fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), {
    minLength: 2,
    maxLength: 60,
  })
  fc.assert(
    fc.property(rates, (all) => {
      const drawn = curveOf(all.length - 1, (t) => all[t]!)
      const points = simplifyCurve(drawn, tolerance, axis)
      const { rateAt } = compileSchedule(
        { kind: 'points', per: 'step', points, interpolation },
        { totalEpochs: 1, stepsPerEpoch: all.length },
      )
      for (const [t, rate] of drawn) {
        expect(Math.abs(axis(rateAt(t)) - axis(rate))).toBeLessThanOrEqual(tolerance + 1e-9)
      }
    }),
  )
})
