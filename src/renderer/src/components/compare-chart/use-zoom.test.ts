import { expect, test } from 'vitest'
import { isSameZoom, withZoom } from './use-zoom'

const option = { dataZoom: [{ type: 'inside' as const }, { type: 'slider' as const, height: 14 }] }

test('all ways to zoom show the same part, in the units of the axis', () => {
  expect(withZoom(option, { from: 2, to: 9 }).dataZoom).toEqual([
    { type: 'inside', startValue: 2, endValue: 9 },
    { type: 'slider', height: 14, startValue: 2, endValue: 9 },
  ])
})

test('no zoom shows all again, and a chart without zooming stays without', () => {
  expect(withZoom(option, null).dataZoom).toMatchObject([{ start: 0, end: 100 }, { start: 0 }])
  expect(withZoom({}, { from: 1, to: 2 }).dataZoom).toEqual([])
})

test('zooms are the same but for rounding', () => {
  expect(isSameZoom({ from: 1, to: 50 }, { from: 1.001, to: 49.999 })).toBe(true)
  expect(isSameZoom({ from: 1, to: 50 }, { from: 2, to: 50 })).toBe(false)
  expect(isSameZoom(null, { from: 1, to: 50 })).toBe(false)
  expect(isSameZoom(null, null)).toBe(true)
})
