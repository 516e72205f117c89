import { expect, test } from 'vitest'
import type { LossSpec } from '../../shared/domain/recipe'
import { batchCounts, confusionOf, lossSum } from './batch-results'

/** Logits of zero but for the given ones. */
const row = (scores: Record<number, number>) =>
  Array.from({ length: 10 }, (_, index) => scores[index] ?? 0)
const logits = (...rows: readonly number[][]) => Float32Array.from(rows.flat())
const counts = (rows: readonly number[][], labels: number[]) =>
  batchCounts(logits(...rows), Uint8Array.from(labels))
const loss = (rows: readonly number[][], labels: number[], options?: LossSpec) =>
  lossSum(logits(...rows), Uint8Array.from(labels), options)

test('adds the cross-entropy of every row', () => {
  const expected = Math.log(10) + Math.log(9 + Math.exp(2)) - 2 + Math.log(9 + Math.exp(2))
  expect(loss([row({}), row({ 3: 2 }), row({ 3: 2 })], [7, 3, 4])).toBeCloseTo(expected, 12)
})

test('smoothing takes its share from the mean over the classes', () => {
  const logSum = Math.log(9 + Math.exp(2))
  const expected = 0.8 * (logSum - 2) + 0.2 * (logSum - 0.2)
  expect(loss([row({ 3: 2 })], [3], { labelSmoothing: 0.2 })).toBeCloseTo(expected, 12)
})

test('class weights multiply the losses of their class', () => {
  const classWeights = Array.from({ length: 10 }, (_, at) => at / 2)
  const found = loss([row({}), row({}), row({})], [0, 1, 5], { classWeights })
  expect(found).toBeCloseTo(3 * Math.log(10), 12)
})

test('counts a row whose largest logit is the label, the first of equals', () => {
  expect(counts([row({ 3: 2 }), row({ 3: 2 })], [3, 4]).correct).toBe(1)
  expect(counts([row({ 2: 5, 6: 5 })], [2]).correct).toBe(1)
  expect(counts([row({ 2: 5, 6: 5 })], [6]).correct).toBe(0)
})

test('counts labels with fewer than three classes above them', () => {
  const scores = row({ 0: 4, 1: 3, 2: 2, 3: 1 })
  expect([0, 1, 2, 3, 4].map((label) => counts([scores], [label]).top3)).toEqual([1, 1, 1, 0, 0])
  // Equals are not above each other.
  expect(counts([row({})], [9]).top3).toBe(1)
})

test('confusion counts true classes in rows, predictions in columns', () => {
  const found = confusionOf(
    logits(row({ 3: 2 }), row({ 3: 2 }), row({ 5: 1 })),
    Uint8Array.of(3, 4, 4),
  )
  expect([...found].flatMap((count, cell) => (count > 0 ? [[cell, count]] : []))).toEqual([
    [33, 1],
    [43, 1],
    [45, 1],
  ])
})

test('does not overflow for large logits', () => {
  expect(loss([row({ 0: 3e38 })], [0])).toBe(0)
  expect(loss([row({ 0: 1000 })], [1])).toBeCloseTo(1000, 9)
})

test.each([NaN, Infinity, -Infinity])('a logit of %d gives a loss that is not finite', (bad) => {
  expect(Number.isFinite(loss([row({ 4: bad })], [4]))).toBe(false)
})

test('no rows have no loss and no counts', () => {
  expect(loss([], [])).toBe(0)
  expect(counts([], [])).toEqual({ correct: 0, top3: 0 })
})
