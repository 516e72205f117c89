import { expect, test } from 'vitest'
import { formatPlace } from './compare-axes'

test.each([
  ['epoch', 1_200, '1,200'],
  ['epoch', 2.5, ''],
  ['step', 20_000, '20,000'],
  ['examples', 1_200_000, '1.2 M'],
  ['progress', 0.125, '12.5 %'],
  ['seconds', 78.9234, '78.92'],
  ['rateSum', 0.00012, '1.2e-4'],
] as const)('a place on the axis of %s: %s', (x, value, text) => {
  expect(formatPlace(x, value)).toBe(text)
})
