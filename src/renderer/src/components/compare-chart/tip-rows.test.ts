import { expect, test } from 'vitest'
import type { ComparisonLine } from '../../../../shared/domain/compare/comparison-line'
import { fakeCurve } from '../../../test/fake-line'
import { mostTipRows, tipContent } from './tip-rows'

const flat = (value: number) =>
  fakeCurve(`line ${value}`, [value], { raw: Float64Array.of(value + 0.5) })
const lines = Array.from({ length: 20 }, (_, at) => flat(at))
const points = lines.map((line) => ({ line, at: 0 }))
const valuesOf = (nearest: ComparisonLine | null, lower = true) =>
  tipContent(points, nearest, lower).rows.map(({ value }) => value)

test('the best come first when no line is meant', () => {
  expect(valuesOf(null)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect(valuesOf(null, false)).toEqual([19, 18, 17, 16, 15, 14, 13, 12, 11])
})

test('the nearest line is among its neighbours, also at both ends', () => {
  expect(valuesOf(lines[10] ?? null)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14])
  expect(valuesOf(lines[0] ?? null)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect(valuesOf(lines[19] ?? null)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19])
})

test('what was left out is counted, and the row says all of its line', () => {
  const { rows, more } = tipContent(points, lines[3] ?? null, true)
  expect(more).toBe(20 - mostTipRows)
  expect(rows.find(({ isNearest }) => isNearest)).toMatchObject({ name: 'line 3', raw: 3.5 })
})
