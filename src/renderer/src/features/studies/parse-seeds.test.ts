import { expect, test } from 'vitest'
import { parseSeeds } from './parse-seeds'

test.each([
  ['1', [1]],
  ['1, 2, 3', [1, 2, 3]],
  ['1-5', [1, 2, 3, 4, 5]],
  ['3 1-2; 2', [3, 1, 2]],
  ['7 - 9', [7, 8, 9]],
  ['4294967295', [4_294_967_295]],
])('“%s”', (text, seeds) => {
  expect(parseSeeds(text)).toEqual({ ok: true, seeds })
})

test.each([
  ['', 'There is no seed; write at least one, such as “1”.'],
  ['1, x', '“x” is not a seed; write whole numbers such as “1, 2, 3” or “1-5”.'],
  ['-1', '“-1” is not a seed; write whole numbers such as “1, 2, 3” or “1-5”.'],
  ['1.5', '“1.5” is not a seed; write whole numbers such as “1, 2, 3” or “1-5”.'],
  ['5-1', '“5-1” runs backwards; write “1-5”.'],
  ['4294967296', 'Seed 4294967296 is too large; a seed is at most 4,294,967,295.'],
  ['0-4294967295', '“0-4294967295” has too many seeds; at most 1000 fit.'],
  ['1-600 601-1200', 'There are 1,200 seeds; at most 1000 fit.'],
])('“%s” is refused', (text, problem) => {
  expect(parseSeeds(text)).toEqual({ ok: false, problem })
})
