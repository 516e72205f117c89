import { expect, test } from 'vitest'
import { formatBytes, formatCount, formatDuration, formatShare, ordinal, plural } from './format'

test.each([
  [0, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min 00 s'],
  [185, '3 min 05 s'],
  [3_599.7, '1 h 00 min'],
  [7_800, '2 h 10 min'],
  [NaN, '–'],
  [Infinity, '–'],
])('%s seconds are printed %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text)
})

test.each([
  [512, '512 B'],
  [1024 ** 2 * 1.5, '1.5 MB'],
  [1024 ** 3 * 15.6, '15.6 GB'],
])('%s bytes are printed %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test('thousands stand apart', () => {
  expect([0, 999, 20_000, 1_506_530].map(formatCount)).toEqual(['0', '999', '20,000', '1,506,530'])
})

test('a share is 100 % only when all is done', () => {
  expect([0, 0.999, 1, 1.2].map(formatShare)).toEqual(['0 %', '99 %', '100 %', '100 %'])
})

test('people count from 1, and one is singular', () => {
  expect(ordinal(38)).toBe(39)
  expect([plural(1, 'run'), plural(9, 'run'), plural(2, 'study', 'studies')]).toEqual([
    '1 run',
    '9 runs',
    '2 studies',
  ])
})
