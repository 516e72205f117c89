import { expect, test } from 'vitest'
import { batchSums } from './batch-results'

/** Logits of zero but for the given ones. */
const row = (scores: Record<number, number>) =>
  Array.from({ length: 10 }, (_, index) => scores[index] ?? 0)
const sums = (rows: readonly number[][], labels: number[]) =>
  batchSums(Float32Array.from(rows.flat()), Uint8Array.from(labels))

test('adds the cross-entropy of every row', () => {
  const expected = Math.log(10) + Math.log(9 + Math.exp(2)) - 2 + Math.log(9 + Math.exp(2))
  const { lossSum } = sums([row({}), row({ 3: 2 }), row({ 3: 2 })], [7, 3, 4])
  expect(lossSum).toBeCloseTo(expected, 12)
})

test('counts a row whose largest logit is the label, the first of equals', () => {
  expect(sums([row({ 3: 2 }), row({ 3: 2 })], [3, 4]).correct).toBe(1)
  expect(sums([row({ 2: 5, 6: 5 })], [2]).correct).toBe(1)
  expect(sums([row({ 2: 5, 6: 5 })], [6]).correct).toBe(0)
})

test('does not overflow for large logits', () => {
  expect(sums([row({ 0: 3e38 })], [0])).toEqual({ lossSum: 0, correct: 1 })
  expect(sums([row({ 0: 1000 })], [1]).lossSum).toBeCloseTo(1000, 9)
})

test.each([NaN, Infinity, -Infinity])('a logit of %d gives a loss that is not finite', (bad) => {
  const { lossSum } = sums([row({ 4: bad })], [4])
  expect(Number.isFinite(lossSum)).toBe(false)
})

test('no rows have no loss', () => {
  expect(sums([], [])).toEqual({ lossSum: 0, correct: 0 })
})
