import { expect, it } from 'vitest'
import { joinColumns, splitColumns, toColumns, toRows } from './epoch-columns'
import type { EpochRow } from './series'

const row = (epoch: number, more: Partial<EpochRow> = {}): EpochRow => ({
  epoch,
  loss: 1 / (epoch + 3),
  accuracy: 0.1,
  valLoss: 1e-300,
  valAccuracy: 1 / 3,
  learningRate: 0,
  seconds: 0.25,
  ...more,
})

it('rows come back as they were, with what only some of them have', () => {
  const rows = [row(0), row(1, { top3: 0.9, testLoss: 2 }), row(2, { top3: 0.95 })]
  const packed = toColumns(rows)
  expect(packed.epochs).toBe(3)
  expect(Object.keys(packed.columns)).toEqual([
    ...['loss', 'accuracy', 'valLoss', 'valAccuracy', 'learningRate', 'seconds'],
    ...['top3', 'testLoss'],
  ])
  expect(packed.columns.top3).toEqual(Float64Array.of(NaN, 0.9, 0.95))
  expect(toRows(packed)).toEqual(rows)
  expect(Object.keys(toRows(packed)[0] ?? {})).toEqual(Object.keys(row(0)))
})

it('a run without epochs has no columns', () => {
  expect(toColumns([])).toEqual({ epochs: 0, columns: {} })
  expect(toRows(toColumns([]))).toEqual([])
})

it('runs are joined and split again, whatever only some of them have', () => {
  const runs = [[row(0), row(1)], [], [row(0, { top3: 0.9 }), row(1), row(2)]]
  const joined = joinColumns(runs.map(toColumns))
  expect(joined.epochs).toEqual([2, 0, 3])
  expect(joined.columns.top3).toEqual(Float64Array.of(NaN, NaN, 0.9, NaN, NaN))
  expect(splitColumns(joined).map(toRows)).toEqual(runs)
  expect(splitColumns(joinColumns([]))).toEqual([])
})
