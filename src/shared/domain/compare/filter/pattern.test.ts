import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compilePattern } from './pattern'
import { PatternError } from './pattern-parse'

const atom = fc.constantFrom(
  'a',
  'b',
  'C',
  '1',
  ' ',
  '-',
  '.',
  '\\d',
  '\\W',
  '\\s',
  '[a-c]',
  '[^b1]',
  '[\\d-]',
  '\\.',
  '[]',
  '^',
  '$',
)
const times = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,}', '{0,2}', '*?', '{1,2}?')

/** Anchors are not repeated: JavaScript has no way to write it. */
const repeated = fc
  .tuple(atom, times)
  .map(([item, many]) => (item === '^' || item === '$' ? item : item + many))
const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { depthSize: 'small' },
    fc.array(repeated, { maxLength: 4 }).map((items) => items.join('')),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `${one}|${other}`),
    fc.tuple(tie('pattern'), times).map(([item, many]) => `(${item})${many}`),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(?:${one})${other}`),
  ),
}))
const letters = fc.string({
  unit: fc.constantFrom('a', 'A', 'b', 'c', '1', ' ', '-', '.', '\n'),
  maxLength: 10,
})

test('finds what JavaScript finds', () => {
  fc.assert(
    fc.property(pattern, letters, (source, text) => {
      expect(compilePattern(source)(text)).toBe(new RegExp(source, 'i').test(text))
    }),
    { numRuns: 1_500 },
  )
})

test.each([
  ['^cos', 'Cosine, seed 1', true],
  ['seed [23]$', 'Cosine, seed 1', false],
  ['ÄHN', 'ähnlich', true],
  ['^.$', '🙂', true],
  ['', '', true],
])('%s in %s: %s', (source, text, found) => {
  expect(compilePattern(source)(text)).toBe(found)
})

test('no pattern takes for ever', () => {
  const text = 'a'.repeat(2_000)
  for (const source of ['(a+)+$b', '(a|a)*b', '(a*)*(a*)*(a*)*b', 'a*a*a*a*a*a*a*b', '(.*)*x']) {
    expect(compilePattern(source)(text)).toBe(false)
  }
})

describe('what is not known is refused', () => {
  test.each([
    ['*a', 'there is nothing before * to repeat; write \\*'],
    ['a**', 'what is repeated already is repeated again'],
    ['(a', 'there is a ( without its )'],
    ['a)', 'there is a ) without its ('],
    ['[a', 'there is a [ without its ]'],
    ['[b-a]', 'a range goes upwards, was b-a'],
    ['(?<=a)b', 'only (...) and (?:...) are known'],
    ['(a)\\1', '\\1 is not known here'],
    ['\\b', '\\b is not known here'],
    ['\\', 'the pattern ends too early'],
    ['a{', '{ must begin a count such as {2,5}; write \\{'],
    ['a{3,2}', 'a count goes from low to high, at most 1000, was {3,2}'],
    ['a{1001}', 'a count goes from low to high, at most 1000, was {1001}'],
    ['((a{99}){99}){99}', 'the pattern is too long'],
  ])('%s', (source, message) => {
    expect(() => compilePattern(source)).toThrow(message)
    expect(() => compilePattern(source)).toThrow(PatternError)
  })
})
