import { expect, test } from 'vitest'
import { attempt } from './attempt'

const failing = (error: Error) => () => {
  throw error
}

test('gives the value, or the fault of the kind that is expected', () => {
  expect(attempt(RangeError, () => 7)).toEqual({ ok: true, value: 7 })
  const fault = new RangeError('too large')
  expect(attempt(RangeError, failing(fault))).toEqual({ ok: false, fault })
})

test('lets any other error pass: it is no answer to a person', () => {
  expect(() => attempt(RangeError, failing(new TypeError('x is undefined')))).toThrow(TypeError)
})
