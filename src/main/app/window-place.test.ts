import { expect, test } from 'vitest'
import { firstWindowState } from '../../shared/contract/window-state'
import { placeWindow } from './window-place'

const main = { x: 0, y: 25, width: 1920, height: 1055 }
const right = { x: 1920, y: 0, width: 2560, height: 1440 }
const left = (changes: object) => ({ ...firstWindowState, ...changes })

test('a window opens where and as it was left', () => {
  const state = left({ x: 2000, y: 100, width: 1500, height: 800 })
  expect(placeWindow(state, [main, right])).toEqual({ x: 2000, y: 100, width: 1500, height: 800 })
})

test('one that was never opened has no place yet', () => {
  expect(placeWindow(firstWindowState, [main])).toEqual({ width: 1440, height: 900 })
})

test('one on a screen that is gone comes to the main one', () => {
  const state = left({ x: 2000, y: 100, width: 2400, height: 1300 })
  expect(placeWindow(state, [main])).toEqual({ width: 1920, height: 1055 })
})

test('one whose bar cannot be reached is no longer there', () => {
  const sizes = { width: 1440, height: 900 }
  for (const place of [
    { x: -1400, y: 100 },
    { x: 1850, y: 100 },
    { x: 100, y: 1000 },
    { x: 100, y: -400 },
  ]) {
    expect(placeWindow(left(place), [main])).toEqual(sizes)
  }
  expect(placeWindow(left({ x: -1200, y: 100 }), [main])).toEqual({ x: -1200, y: 100, ...sizes })
})

test('it is never larger than its screen nor smaller than the page needs', () => {
  expect(placeWindow(left({ x: 10, y: 30, width: 9000, height: 9000 }), [main])).toEqual({
    ...{ x: 10, y: 30 },
    ...{ width: 1920, height: 1055 },
  })
  expect(placeWindow(left({ x: 10, y: 30, width: 5, height: 5 }), [main])).toEqual({
    ...{ x: 10, y: 30 },
    ...{ width: 960, height: 600 },
  })
})
