import { expect, test } from 'vitest'
import { RestartLimit } from './restart-limit'

test('some restarts within a while, then none until they are long ago', () => {
  const limit = new RestartLimit(3, 60_000)
  expect([0, 1_000, 2_000, 3_000].map((now) => limit.allows(now))).toEqual([
    true,
    true,
    true,
    false,
  ])
  expect(limit.allows(59_999)).toBe(false)
  expect(limit.allows(60_000)).toBe(true)
  expect(limit.allows(60_001)).toBe(false)
})

test('a person may try again at once', () => {
  const limit = new RestartLimit(1, 60_000)
  expect(limit.allows(0)).toBe(true)
  limit.forget()
  expect(limit.allows(1)).toBe(true)
})
