import { expect, test } from 'vitest'
import { pickMode, picked, type Selection } from './selection'

const order = ['a', 'b', 'c', 'd', 'e']
const nothing: Selection<string> = { ids: new Set(), active: null, anchor: null }

test('a plain pick selects one row alone', () => {
  const one = picked(nothing, 'b', 'only', order)
  expect(one).toEqual({ ids: new Set(['b']), active: 'b', anchor: 'b' })
  expect([...picked(one, 'd', 'only', order).ids]).toEqual(['d'])
})

test('a range reaches from the anchor, in both directions, and keeps the anchor', () => {
  const anchored = picked(nothing, 'c', 'only', order)
  const down = picked(anchored, 'e', 'range', order)
  expect([...down.ids]).toEqual(['c', 'd', 'e'])
  const up = picked(down, 'a', 'range', order)
  expect([...up.ids]).toEqual(['a', 'b', 'c'])
  expect(up.anchor).toBe('c')
})

test('a range without an anchor, or from one that is filtered away, is the row itself', () => {
  expect([...picked(nothing, 'd', 'range', order).ids]).toEqual(['d'])
  const gone = picked(nothing, 'z', 'only', order)
  expect([...picked(gone, 'b', 'range', order).ids]).toEqual(['b'])
})

test('a toggle adds a row or takes it away, and moves the anchor there', () => {
  const two = picked(picked(nothing, 'a', 'only', order), 'c', 'toggle', order)
  expect([...two.ids]).toEqual(['a', 'c'])
  const one = picked(two, 'a', 'toggle', order)
  expect([...one.ids]).toEqual(['c'])
  expect(one.anchor).toBe('a')
})

test('keys tell how a row is picked; Shift goes before Ctrl', () => {
  const keys = { shiftKey: false, ctrlKey: false, metaKey: false }
  expect(pickMode(keys)).toBe('only')
  expect(pickMode({ ...keys, metaKey: true })).toBe('toggle')
  expect(pickMode({ ...keys, shiftKey: true, ctrlKey: true })).toBe('range')
})
