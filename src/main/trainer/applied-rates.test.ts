import { expect, test } from 'vitest'
import { checkAppliedRates } from './applied-rates'

const check = (given: number[], applied: number[]) => () =>
  checkAppliedRates(Float64Array.from(given), Float32Array.from(applied))

test('takes rates that were rounded to float32', () => {
  expect(check([0.1, 0, 1e-40], [0.1, 0, 1e-40])).not.toThrow()
})

test.each([
  ['a neighbouring number', [0.1, 0.1 + 1e-8]],
  ['a rate that is no number', [0.1, NaN]],
  ['a missing rate', [0.1]],
])('refuses %s', (_, applied) => {
  expect(check([0.1, 0.1], applied)).toThrow('instead of 0.1.')
})
