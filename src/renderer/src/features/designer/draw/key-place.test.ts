import { expect, test } from 'vitest'
import { keyPlace } from './key-place'

const linear = { x: [0, 1], y: [0, 0.2], logarithmic: false } as const
const logarithmic = { x: [0, 1], y: [1e-4, 0.2], logarithmic: true } as const
const grid = { units: 100, snaps: true }

const press = (key: string, range: typeof linear | typeof logarithmic, shiftKey = false) =>
  keyPlace({ key, shiftKey }, [0.5, 0.1], range, grid)

test('left and right go a unit, ten with Shift', () => {
  expect(press('ArrowRight', linear)).toEqual([0.51, 0.1])
  expect(press('ArrowLeft', linear, true)).toEqual([0.4, 0.1])
})

test('up and down go a hundredth of the axis, at least to the next rate', () => {
  expect(press('ArrowUp', linear, true)).toEqual([0.5, 0.12])
  expect(press('ArrowUp', linear)).toEqual([0.5, 0.11])
  expect(press('ArrowDown', linear)).toEqual([0.5, 0.098])
  expect(press('ArrowUp', logarithmic)).toEqual([0.5, 0.11])
})

test('the ends of the board are the end', () => {
  expect(keyPlace({ key: 'ArrowUp', shiftKey: true }, [1, 0.195], linear, grid)).toEqual([1, 0.2])
  expect(keyPlace({ key: 'ArrowRight', shiftKey: true }, [1, 0.1], linear, grid)).toEqual([1, 0.1])
  expect(keyPlace({ key: 'ArrowDown', shiftKey: false }, [0, 0], linear, grid)).toEqual([0, 0])
})

test('other keys go nowhere', () => {
  expect(press('a', linear)).toBeNull()
})
