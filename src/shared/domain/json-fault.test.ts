import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonFault } from './json-fault'

test.each([
  ['', 1, 1, 'a value'],
  ['{"a": }', 1, 7, 'a value'],
  ['{\n  "a": 1,\n}', 3, 1, 'a name in double quotes'],
  ['{\n  "a" 1\n}', 2, 7, ':'],
  ['[1, 2', 1, 6, ', or ]'],
  ['[,]', 1, 2, 'a value or ]'],
  ["{'a': 1}", 1, 2, 'a name in double quotes'],
  ['{"a": .5}', 1, 7, 'a value'],
  ['{"a": 05}', 1, 8, ', or }'],
  ['[NaN]', 1, 2, 'a value or ]'],
  ['"a\nb"', 1, 1, 'a value'],
  ['{} {}', 1, 4, 'the end of the text'],
])('%j', (text, line, column, expected) => {
  expect(jsonFault(text)).toEqual({ line, column, expected })
})

test('it agrees with JSON.parse on what is JSON', () => {
  const edited = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '{', ']', '"', '0', ' ', '\n'))
    .map(([text, place, put]) => {
      const at = place % (text.length + 1)
      return text.slice(0, at) + put + text.slice(at + (place % 2))
    })
  fc.assert(
    fc.property(fc.oneof(fc.json(), edited), (text) => {
      const isJson = (() => {
        try {
          JSON.parse(text)
          return true
        } catch {
          return false
        }
      })()
      expect(jsonFault(text) === null).toBe(isJson)
    }),
    { numRuns: 2_000 },
  )
})

test('what is nested too deep to read is no fault with a place', () => {
  expect(jsonFault('['.repeat(1_000_000))).toBeNull()
})
