import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileSchedule } from '../index'
import { suggestSchedules, type DrawnCurve } from './index'

const smallRates = fc.double({ min: 0, max: 1, noNaN: true })
const anyRates = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })

const curve = (rates: fc.Arbitrary<number>): fc.Arbitrary<DrawnCurve> =>
  fc.record({
    points: fc
      .array(fc.tuple(fc.double({ min: 0, max: 130, noNaN: true }), rates), {
        minLength: 1,
        maxLength: 40,
      })
      .map((all) => all.sort(([a], [b]) => a - b)),
    totalUnits: fc.oneof(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 13, max: 200 }),
      fc.constant(1500),
    ),
    per: fc.constantFrom('epoch', 'step'),
  })

test.each([
  ['rates up to 1', smallRates],
  ['any rates', anyRates],
])(
  '%s: only valid specs, with finite errors, in JSON',
  (_, rates) => {
    fc.assert(
      fc.property(curve(rates), (drawn) => {
        const all = suggestSchedules(drawn)
        expect(all.length).toBeGreaterThan(0)
        for (const { spec, error, largest } of all) {
          const epochs = { totalEpochs: drawn.totalUnits, stepsPerEpoch: 3 }
          const steps = { totalEpochs: 1, stepsPerEpoch: drawn.totalUnits }
          const { totalSteps } = compileSchedule(spec, drawn.per === 'epoch' ? epochs : steps)
          expect(totalSteps).toBeGreaterThan(0)
          expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
          expect(spec.per).toBe(drawn.per)
          expect(error).toBeGreaterThanOrEqual(0)
          expect(largest).toBeGreaterThanOrEqual(error * (1 - 1e-9))
          expect(largest).toBeLessThan(Infinity)
        }
      }),
      { numRuns: 40 },
    )
  },
  60_000,
)

test('rates at the end of what a number can hold', () => {
  const points = [
    [0, Number.MAX_VALUE],
    [129.5, Number.MAX_VALUE],
  ] as const
  const [first] = suggestSchedules({ points, totalUnits: 137, per: 'epoch' })
  expect(first?.title).toBe('Constant')
  expect(first?.error).toBeCloseTo(0, 9)
})
