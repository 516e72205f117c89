import { expect, test } from 'vitest'
import { movedEarlier, switched } from './metric-lists'

test('an item comes in at the end, once, and leaves', () => {
  expect(switched(['a', 'b'], 'c', true)).toEqual(['a', 'b', 'c'])
  expect(switched(['a', 'b'], 'a', true)).toEqual(['b', 'a'])
  expect(switched(['a', 'b'], 'a', false)).toEqual(['b'])
})

test('an item moves one place, the first one nowhere', () => {
  expect(movedEarlier(['a', 'b', 'c'], 'c')).toEqual(['a', 'c', 'b'])
  expect(movedEarlier(['a', 'b', 'c'], 'a')).toEqual(['a', 'b', 'c'])
  expect(movedEarlier(['a', 'b'], 'z')).toEqual(['a', 'b'])
})
