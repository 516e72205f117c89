import { expect, test } from 'vitest'
import { caretLine } from './caret-line'

test('the caret stands under the character', () => {
  expect(caretLine('2 * (t + 1', 4)).toEqual({ excerpt: '2 * (t + 1', marker: '    ^' })
  expect(caretLine('qq', 0)).toEqual({ excerpt: 'qq', marker: '^' })
})

test('the end of the text is a place, and so is what lies beyond', () => {
  expect(caretLine('2 *', 3).marker).toBe('   ^')
  expect(caretLine('2 *', 99).marker).toBe('   ^')
  expect(caretLine('', 0)).toEqual({ excerpt: '', marker: '^' })
})

test('a long text is cut on both sides', () => {
  const text = 'abcdefghijklmnopqrstuvwxyz'
  expect(caretLine(text, 13, 6)).toEqual({ excerpt: '…klmnop…', marker: '    ^' })
  expect(caretLine(text, 0, 6)).toEqual({ excerpt: 'abcdef…', marker: '^' })
  expect(caretLine(text, 26, 6)).toEqual({ excerpt: '…vwxyz', marker: '      ^' })
})

test('a line break counts as one character', () => {
  expect(caretLine('t +\nqq', 4)).toEqual({ excerpt: 't + qq', marker: '    ^' })
})
