import { expect, test } from 'vitest'
import { formatDifference, seedTexts, verdictText } from './difference-texts'

test.each([
  [0.01234, '+0.0123'],
  [-0.01234, '−0.0123'],
  [0.00001, '0'],
  [NaN, '–'],
])('a difference of %d is %s', (value, text) => {
  expect(formatDifference('valLoss', value)).toBe(text)
})

test('verdicts say by how much, or why there is none', () => {
  const decided = { because: 'the interval of 3 seeds lies beside 0', mean: -0.02 }
  expect(verdictText('valLoss', { ...decided, verdict: 'better' })).toBe('Better, by 0.0200')
  expect(verdictText('valAccuracy', { ...decided, verdict: 'worse' })).toBe('Worse, by 0.0200')
  const one = { verdict: 'undecided', because: 'one seed cannot decide', mean: -0.02 } as const
  expect(verdictText('valLoss', one)).toBe('Undecided: one seed cannot decide')
})

test('seeds are told one by one, and of many the first', () => {
  const pair = (seed: number) => ({
    seed,
    value: 1,
    baseValue: 1.5,
    difference: -0.5,
    runIds: [],
    baseRunIds: [],
  })
  expect(seedTexts('valLoss', { pairs: [pair(1), pair(7)] })).toBe('1: −0.5000, 7: −0.5000')
  const many = { pairs: Array.from({ length: 15 }, (_, seed) => pair(seed)) }
  expect(seedTexts('valLoss', many)).toMatch(/11: −0\.5000, 3 more$/)
})
