import { expect, test } from 'vitest'
import { jsonOf } from './json-of'

test('the JSON of what has one', () => {
  expect(jsonOf({ a: [1, null, 'x'] })).toBe('{"a":[1,null,"x"]}')
})

test('undefined for what has none, and for what cannot be written', () => {
  const round: Record<string, unknown> = {}
  round['self'] = round
  let deep: unknown = []
  for (let level = 0; level < 50_000; level++) deep = [deep]
  for (const value of [undefined, () => 1, Symbol('s'), 1n, round, deep]) {
    expect(jsonOf(value)).toBeUndefined()
  }
})
