import { expect, test } from 'vitest'
import { movedBy, movedTo } from './moved'

const letters = ['a', 'b', 'c', 'd']

test('an item moves by places, and no further than an end', () => {
  expect(movedBy(letters, 'b', 1)).toEqual(['a', 'c', 'b', 'd'])
  expect(movedBy(letters, 'b', -1)).toEqual(['b', 'a', 'c', 'd'])
  expect(movedBy(letters, 'b', 9)).toEqual(['a', 'c', 'd', 'b'])
  expect(movedBy(letters, 'a', -1)).toEqual(letters)
  expect(movedBy(letters, 'z', 1)).toEqual(letters)
})

test('an item that is dropped on another takes its place, from either side', () => {
  expect(movedTo(letters, 'a', 'c')).toEqual(['b', 'c', 'a', 'd'])
  expect(movedTo(letters, 'd', 'b')).toEqual(['a', 'd', 'b', 'c'])
  expect(movedTo(letters, 'a', 'a')).toEqual(letters)
  expect(movedTo(letters, 'a', 'z')).toEqual(letters)
})
