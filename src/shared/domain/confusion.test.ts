import { expect, test } from 'vitest'
import { classResults } from './confusion'

test('each class has its images, those recognised, and what the others were taken for', () => {
  expect(classResults([3, 1, 0, 0, 0, 0, 2, 0, 2])).toEqual([
    { label: 0, images: 4, correct: 3, accuracy: 0.75, predicted: [3, 1, 0] },
    { label: 1, images: 0, correct: 0, accuracy: null, predicted: [0, 0, 0] },
    { label: 2, images: 4, correct: 2, accuracy: 0.5, predicted: [2, 0, 2] },
  ])
  expect(classResults([])).toEqual([])
})

test('what is not square is refused', () => {
  expect(() => classResults([1, 2, 3])).toThrow('must be square, has 3 numbers')
})
