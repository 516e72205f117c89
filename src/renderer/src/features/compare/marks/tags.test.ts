import { expect, test } from 'vitest'
import { parseTags, tagCounts } from './tags'

test('tags are counted, the most common first, then by name', () => {
  expect(tagCounts([['b', 'a'], ['a'], [], ['c', 'a', 'b']])).toEqual([
    { tag: 'a', count: 3 },
    { tag: 'b', count: 2 },
    { tag: 'c', count: 1 },
  ])
})

test('tags are read between commas, each once and on one line', () => {
  expect(parseTags(' warm  up,good,, good ,\tlast')).toEqual(['warm up', 'good', 'last'])
  expect(parseTags(' , ')).toEqual([])
})
