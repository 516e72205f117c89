import { expect, test } from 'vitest'
import { fakeConfusion } from '../../../test/fake-data'
import { formatPercent, readConfusion } from './confusion'

test('counts, shares and the commonest mistakes', () => {
  const { rows, images, correct, mistakes } = readConfusion(fakeConfusion)
  expect(rows[6]).toMatchObject({ name: 'Shirt', accuracy: 218 / 400 })
  expect(rows[6]?.cells[0]).toEqual({ count: 78, share: 78 / 400, isRight: false })
  expect(rows[6]?.cells[6]?.isRight).toBe(true)
  expect(images).toBe(fakeConfusion.reduce((sum, count) => sum + count, 0))
  expect(correct).toBe(9 * 391 + 218)
  expect(mistakes.map(({ was, taken, count }) => [was, taken, count])).toEqual([
    ['Shirt', 'T-shirt/top', 78],
    ['Shirt', 'Pullover', 41],
    ['Shirt', 'Coat', 39],
  ])
})

test('a class without images has no accuracy, and no shares', () => {
  const { rows, mistakes } = readConfusion([0, 0, 0, 4])
  expect(rows[0]).toMatchObject({ accuracy: null, cells: [{ share: 0 }, { share: 0 }] })
  expect(mistakes).toEqual([])
})

test.each([
  [0, '0 %'],
  [0.125, '12.5 %'],
  [1, '100 %'],
  [0.0004, '0 %'],
])('%d is %s', (share, text) => {
  expect(formatPercent(share)).toBe(text)
})
