import { expect, test } from 'vitest'
import { compareClasses, formatChange, overallAccuracy } from './class-comparison'

test('classes stand side by side with what changed', () => {
  const [first, second] = compareClasses([8, 2, 0, 10], [9, 1, 4, 6])
  expect(first).toEqual({ name: 'T-shirt/top', first: 0.8, second: 0.9, change: 0.9 - 0.8 })
  expect(second).toEqual({ name: 'Trouser', first: 1, second: 0.6, change: 0.6 - 1 })
})

test('a class without images in either has no change', () => {
  const [none] = compareClasses([0, 0, 1, 3], [2, 2, 1, 3])
  expect(none).toMatchObject({ first: null, second: 0.5, change: null })
})

test('accuracy over all classes', () => {
  expect(overallAccuracy([8, 2, 0, 10])).toBe(18 / 20)
  expect(overallAccuracy([0, 0, 0, 0])).toBeNull()
})

test.each([
  [0.0123, '+1.2 points'],
  [-0.01, '−1 point'],
  [0.0001, 'no change'],
])('%d is told as %s', (change, text) => {
  expect(formatChange(change)).toBe(text)
})
