import { expect, test } from 'vitest'
import { adamCorrection } from './adam-correction'

const exact = (t: number) => Math.sqrt(1 - 0.999 ** t) / (1 - 0.9 ** t)

test.each([1, 2, 10, 100, 1_000])('is near the exact value at update %d', (t) => {
  // 1 - 0.999^t loses digits in float32, most at the first update.
  expect(adamCorrection(0.9, 0.999, t) / exact(t)).toBeCloseTo(1, 4)
})

test('is a float32 number and ends at one', () => {
  for (const t of [1, 5, 500]) {
    const correction = adamCorrection(0.9, 0.999, t)
    expect(Math.fround(correction)).toBe(correction)
  }
  expect(adamCorrection(0.9, 0.999, 1_000_000)).toBe(1)
})
