import { expect, test } from 'vitest'
import { figureOf, mean, median, ratiosOf, slopeOf } from './statistics.mjs'

test('the median is the middle, or between the two in the middle', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([7])).toBe(7)
})

test('a figure is the median of its rounds between the lowest and the highest', () => {
  expect(figureOf([2, 9, 4])).toEqual({ median: 4, spread: [2, 9] })
})

test('ratios are those of each round', () => {
  expect(ratiosOf([4, 9], [2, 3])).toEqual([2, 3])
})

test('the mean weighs all alike', () => {
  expect(mean([1, 2, 6])).toBe(3)
})

test('the slope of a line is its own, whatever lies evenly around it', () => {
  const around = [1, -1, -1, 1].map((off, x) => ({ x, y: 5 + 3 * x + off }))
  expect(slopeOf(around)).toBeCloseTo(3, 12)
})
