import { expect, test } from 'vitest'
import { createEditHistory } from './edit-history'

test('every edit can be undone and done again', () => {
  const { current, change, undo, redo, canUndo, canRedo } = createEditHistory('a')
  expect([canUndo.value, canRedo.value]).toEqual([false, false])
  change('b')
  change('c')
  undo()
  expect([current.value, canUndo.value, canRedo.value]).toEqual(['b', true, true])
  undo()
  undo()
  expect(current.value).toBe('a')
  redo()
  redo()
  redo()
  expect([current.value, canRedo.value]).toEqual(['c', false])
})

test('a new edit forgets what was undone', () => {
  const { current, change, undo, canRedo } = createEditHistory(1)
  change(2)
  undo()
  change(3)
  expect([current.value, canRedo.value]).toEqual([3, false])
  undo()
  expect(current.value).toBe(1)
})

test('the edits of one gesture are undone as one', () => {
  const { current, change, undo, endGesture } = createEditHistory(0)
  change(1, 'drag')
  change(2, 'drag')
  change(3, 'drag')
  endGesture()
  change(4, 'drag')
  undo()
  expect(current.value).toBe(3)
  undo()
  expect(current.value).toBe(0)
})

test('the first edit of a gesture never replaces the state before it', () => {
  const { current, change, undo } = createEditHistory(0)
  change(1, 'drag')
  undo()
  change(2, 'drag')
  undo()
  expect(current.value).toBe(0)
})

test('an amended state is no edit of its own', () => {
  const { current, change, amend, undo, redo } = createEditHistory('a')
  change('b')
  change('c')
  undo()
  amend('B')
  expect(current.value).toBe('B')
  redo()
  expect(current.value).toBe('c')
  undo()
  undo()
  expect(current.value).toBe('a')
})
