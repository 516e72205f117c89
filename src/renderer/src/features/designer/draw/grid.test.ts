import { describe, expect, test } from 'vitest'
import { gapOf, nextRate, onGrid } from './grid'

const snapped = { units: 100, snaps: true }
const free = { units: 100, snaps: false }

describe('a place on the grid', () => {
  test('has whole units and two digits', () => {
    expect(onGrid([0.1234, 0.012345], snapped)).toEqual([0.12, 0.012])
  })

  test('has hundredths of units and four digits where it does not snap', () => {
    expect(onGrid([0.12344, 0.012345], free)).toEqual([0.1234, 0.01235])
  })

  test('is inside the run and not below 0', () => {
    expect(onGrid([-0.3, -1], snapped)).toEqual([0, 0])
    expect(onGrid([1.3, 1], snapped)).toEqual([1, 1])
  })

  test('is a unit or a hundredth of one away from the next', () => {
    expect(gapOf(snapped)).toBe(0.01)
    expect(gapOf(free)).toBe(0.0001)
  })
})

test('the next rate differs in its last digit', () => {
  expect(nextRate(0.1, 1, snapped)).toBe(0.11)
  expect(nextRate(0.1, -1, snapped)).toBe(0.099)
  expect(nextRate(0.099, 1, snapped)).toBe(0.1)
  expect(nextRate(0.1, 1, free)).toBe(0.1001)
})
