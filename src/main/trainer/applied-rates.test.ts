import { expect, test } from 'vitest'
import { checkApplied } from './applied-rates'

const given = { rates: Float64Array.of(1e-40, 0.2), momenta: null }
const float32 = (...values: number[]) => Float32Array.from(values)

test('the given rates, rounded to float32, are what is expected', () => {
  expect(() =>
    checkApplied(given, { appliedRate: float32(1e-40, 0.2), appliedMomentum: null }),
  ).not.toThrow()
})

test.each([
  ['another', [1e-40, 0.3], 'applied the rate 0.30000001192092896 instead of 0.2.'],
  ['a neighbouring', [1e-40, 0.2 + 2e-8], 'applied the rate 0.20000001788139343 instead of 0.2.'],
  ['no finite', [NaN, 0.2], 'applied the rate NaN instead of 1e-40.'],
  ['no', [1e-40], 'applied the rate undefined instead of 0.2.'],
])('%s rate is refused', (_, applied, message) => {
  const results = { appliedRate: float32(...applied), appliedMomentum: null }
  expect(() => checkApplied(given, results)).toThrow(message)
})

test('momenta are held to the same', () => {
  const planned = { ...given, momenta: Float64Array.of(0.9, 0.95) }
  const appliedRate = float32(1e-40, 0.2)
  const check = (...momenta: number[]) =>
    checkApplied(planned, { appliedRate, appliedMomentum: float32(...momenta) })
  expect(() => check(0.9, 0.95)).not.toThrow()
  expect(() => check(0.9, 0.9)).toThrow('the momentum 0.8999999761581421 instead of 0.95')
  expect(() => checkApplied(planned, { appliedRate, appliedMomentum: null })).toThrow(
    'the momentum undefined instead of 0.9',
  )
})
