import { expect, test } from 'vitest'
import { stepFrom } from './cell-steps'

const size = { rows: 3, columns: 4 }

test.each([
  ['ArrowDown', { row: 2, column: 2 }],
  ['ArrowRight', { row: 1, column: 3 }],
  ['Home', { row: 1, column: 0 }],
  ['End', { row: 1, column: 3 }],
  ['PageUp', { row: 0, column: 2 }],
  ['PageDown', { row: 2, column: 2 }],
])('%s', (key, place) => {
  expect(stepFrom({ row: 1, column: 2 }, key, size)).toEqual(place)
})

test('never leads out of the table, and letters lead nowhere', () => {
  expect(stepFrom({ row: 0, column: 0 }, 'ArrowUp', size)).toEqual({ row: 0, column: 0 })
  expect(stepFrom({ row: 2, column: 3 }, 'ArrowRight', size)).toEqual({ row: 2, column: 3 })
  expect(stepFrom({ row: 0, column: 0 }, 'a', size)).toBeNull()
})
