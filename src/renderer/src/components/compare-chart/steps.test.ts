import { expect, test } from 'vitest'
import { fakeCurve } from '../../../test/fake-line'
import { stepOf, stepped } from './steps'

const low = fakeCurve('low', [3, 2, 1])
const high = fakeCurve('high', [4, NaN, 3, 2])
const lines = [low, high]
const told = (point: ReturnType<typeof stepped>) => point && [point.line.id, point.at]

test('the first step stands on the end of the longest line', () => {
  expect(told(stepped(lines, null, 'right'))).toEqual(['high', 3])
  expect(stepped([], null, 'left')).toBeNull()
})

test('steps go along a line over its gaps, and stay on it', () => {
  expect(told(stepped(lines, { line: high, at: 2 }, 'left'))).toEqual(['high', 0])
  expect(told(stepped(lines, { line: high, at: 0 }, 'left'))).toEqual(['high', 0])
  expect(told(stepped(lines, { line: low, at: 0 }, 'last'))).toEqual(['low', 2])
  expect(told(stepped(lines, { line: low, at: 2 }, 'first'))).toEqual(['low', 0])
})

test('steps go to the line above or below, if there is one', () => {
  expect(told(stepped(lines, { line: low, at: 2 }, 'up'))).toEqual(['high', 2])
  expect(told(stepped(lines, { line: high, at: 2 }, 'down'))).toEqual(['low', 2])
  expect(told(stepped(lines, { line: low, at: 2 }, 'down'))).toEqual(['low', 2])
})

test('keys', () => {
  expect(stepOf('ArrowUp')).toBe('up')
  expect(stepOf('x')).toBeUndefined()
})
