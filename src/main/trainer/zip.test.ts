import { expect, test } from 'vitest'
import { zip } from './zip'

test('pairs the items up', () => {
  expect(zip([1, 2], ['a', 'b'])).toEqual([
    [1, 'a'],
    [2, 'b'],
  ])
  expect(zip([], [])).toEqual([])
})

test('refuses lists of different lengths', () => {
  expect(() => zip([1], [])).toThrow('lists of 1 and 0 items do not pair up')
})
