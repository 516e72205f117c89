import { expect, test } from 'vitest'
import { filesToKeep } from './retention'

/** Files of epochs from 1 on with these values. */
const kept = (values: readonly (number | null)[], metric: 'valLoss' | 'accuracy' = 'valLoss') => {
  const files = values.map((value, index) => ({ epochs: index + 1, step: 0, value }))
  return filesToKeep(files, metric).map(({ epochs }) => epochs)
}

test.each([
  ['the last two and the one with the lowest value', [3, 1, 2, 4], [4, 3, 2]],
  ['the last two where one of them is the best', [3, 2, 1, 4], [4, 3]],
  ['the first of equal ones', [1, 1, 1, 1], [4, 3, 1]],
  ['the last two where none has a value', [null, null, null], [3, 2]],
  ['the only one', [1], [1]],
])('keeps %s', (_, values, expected) => {
  expect(kept(values)).toEqual(expected)
})

test('the best accuracy is the highest', () => {
  expect(kept([0.1, 0.9, 0.5, 0.6], 'accuracy')).toEqual([4, 3, 2])
})

test('one within an epoch is newer than the one before it, and never the best', () => {
  const files = [
    { epochs: 2, step: 5, value: null },
    { epochs: 1, step: 0, value: 1 },
    { epochs: 2, step: 0, value: 2 },
    { epochs: 2, step: 11, value: null },
  ]
  expect(filesToKeep(files, 'valLoss').map(({ epochs, step }) => [epochs, step])).toEqual([
    [2, 11],
    [2, 5],
    [1, 0],
  ])
})
