import { describe, expect, test } from 'vitest'
import { axisFor, boardRange, parseRate, readEnd } from './board-range'

const axis = { logarithmic: false, top: 0.1, bottom: 1e-4 }

describe('the axes', () => {
  test('end where they were set to', () => {
    expect(boardRange(axis, [[0, 0.05]]).y).toEqual([0, 0.1])
    expect(boardRange({ ...axis, logarithmic: true }, [[0, 0]]).y).toEqual([1e-4, 0.1])
  })

  test('reach to the points that lie beyond', () => {
    const points = [
      [0, 0.4],
      [1, 1e-6],
    ] as const
    expect(boardRange(axis, points).y).toEqual([0, 0.4])
    expect(boardRange({ ...axis, logarithmic: true }, points).y).toEqual([1e-6, 0.4])
  })

  test('have room for the rates of a schedule', () => {
    expect(axisFor([0.1, 0.004, 0])).toEqual({ top: 0.12, bottom: 0.001 })
    expect(axisFor([0])).toEqual({ top: 1, bottom: 1e-6 })
  })
})

describe('a rate that was written', () => {
  test.each([
    ['0.5', 0.5],
    [' 1e-3 ', 0.001],
    ['.2', 0.2],
    ['0', null],
    ['1', null],
    ['-0.1', null],
    ['', null],
    ['abc', null],
  ])('%j is %j', (text, value) => {
    expect(parseRate(text, 0, 1)).toBe(value)
  })
})

describe('an end of the axis', () => {
  const log = { ...axis, logarithmic: true }
  const points = [[0, 0.05]] as const

  test('is taken where the points have room', () => {
    expect(readEnd('top', '0.05', axis, points)).toEqual({ ok: true, value: 0.05 })
    expect(readEnd('bottom', '1e-6', log, points)).toEqual({ ok: true, value: 1e-6 })
  })

  test('is refused with its rule', () => {
    expect(readEnd('top', 'high', axis, points)).toEqual({
      ok: false,
      problem: 'Top is “high”; it must be a number above 0 and below 1000.',
    })
    expect(readEnd('bottom', '0.2', log, points)).toEqual({
      ok: false,
      problem: 'Bottom is “0.2”; it must be a number above 0 and below 0.1.',
    })
    expect(readEnd('top', '0.00001', log, points)).toMatchObject({ ok: false })
  })

  test('is refused where it would hide a point', () => {
    const problem = 'Top must leave room for the point with rate 0.05.'
    expect(readEnd('top', '0.01', axis, points)).toEqual({ ok: false, problem })
    expect(readEnd('bottom', '0.06', log, points)).toMatchObject({
      problem: 'Bottom must leave room for the point with rate 0.05.',
    })
  })
})
