import { expect, test } from 'vitest'
import { compileSchedule } from '../compile'

test('a ramp down to nothing ends at 0, not below it by a rounding error', () => {
  const spec = { kind: 'ramp', rate: 9.007199254740993, from: 0.9999999999990897, to: 0, over: 25 }
  const { rateAt } = compileSchedule(
    { ...spec, kind: 'ramp' },
    { totalEpochs: 15, stepsPerEpoch: 3 },
  )
  expect(rateAt(24)).toBeCloseTo(9.007199254740993 / 25, 12)
  expect([25, 26, 44].map((step) => rateAt(step))).toEqual([0, 0, 0])
})
