import { describe, expect, test } from 'vitest'
import { articleTemplate } from '../article'
import type { EpochRow } from '../series'
import { xAxes, type CurveMetric } from './compare-view'
import { curveOf, sourceOfImport } from './curve'
import { importFrom, sourceFrom } from './testing-curves'
import { rowsFrom } from './testing-runs'
import { xAxisTexts } from './x-axis'

const recipe = articleTemplate.trials[0]?.recipe ?? null
const rows = rowsFrom([3, 2, 2.5], [2.5, 1, 0.5]).map((row) => ({
  ...row,
  seconds: row.epoch + 1.5,
}))
const source = sourceFrom(rows, { recipe, rateSums: Float64Array.of(0.5, 0.9, 1) })

describe('where epochs lie', () => {
  test.each([
    ['epoch', [1, 2, 3]],
    ['step', [10, 20, 30]],
    ['examples', [20_000, 40_000, 60_000]],
    ['seconds', [1.5, 4, 7.5]],
    ['progress', [0.25, 0.5, 0.75]],
    ['rateSum', [0.5, 0.9, 1]],
  ] as const)('on the axis of %s', (x, wanted) => {
    const { xs, ys, missing } = curveOf(source, 'valLoss', x)
    expect([...xs]).toEqual(wanted)
    expect([...ys]).toEqual([3, 2, 2.5])
    expect(missing).toBeNull()
  })

  test('a last batch that is left out trains no images', () => {
    const dropping = recipe && { ...recipe, batchSize: 3_000, dropLast: true }
    expect([...curveOf({ ...source, recipe: dropping }, 'loss', 'examples').xs]).toEqual([
      18_000, 36_000, 54_000,
    ])
  })

  test('rates that are not known yet leave the latest epochs out', () => {
    const behind = { ...source, rateSums: Float64Array.of(0.5) }
    expect([...curveOf(behind, 'valLoss', 'rateSum').xs]).toEqual([0.5])
  })
})

describe('values', () => {
  test('of the overfitting gap are validation loss less training loss', () => {
    expect([...curveOf(source, 'lossGap', 'epoch').ys]).toEqual([0.5, 1, 2])
  })

  test('that are not finite are kept', () => {
    const bad = sourceFrom(rowsFrom([1, NaN, Infinity, 2]))
    expect([...curveOf(bad, 'valLoss', 'epoch').ys]).toEqual([1, NaN, Infinity, 2])
  })

  test('that a row does not tell are no points', () => {
    const old: readonly EpochRow[] = rows.map((row) =>
      row.epoch === 1 ? row : { ...row, valTop3: 0.9 },
    )
    expect([...curveOf(sourceFrom(old), 'valTop3', 'epoch').xs]).toEqual([1, 3])
  })
})

describe('what was imported', () => {
  const imported = (more: readonly { epoch: number; step?: number; valLoss?: number }[]) =>
    sourceOfImport(importFrom('theirs', more))

  test('has its own steps, whatever their order', () => {
    const curve = curveOf(
      imported([
        { epoch: 0, step: 300, valLoss: 1 },
        { epoch: 1, step: 100, valLoss: 2 },
        { epoch: 2, step: 200 },
      ]),
      'valLoss',
      'step',
    )
    expect([...curve.xs]).toEqual([100, 300])
    expect([...curve.ys]).toEqual([2, 1])
  })

  test.each([
    ['step', 'it does not tell its steps'],
    ['examples', 'it does not tell how many images it trained on'],
    ['seconds', 'it does not tell how long its epochs took'],
    ['progress', 'its planned length is not known'],
    ['rateSum', 'the rates of its steps are not known'],
  ] as const)('cannot be drawn over %s without being told', (x, missing) => {
    const curve = curveOf(imported([{ epoch: 0, valLoss: 1 }]), 'valLoss', x)
    expect(curve.missing).toBe(missing)
    expect(curve.xs).toHaveLength(0)
  })

  test.each([
    ['accuracy', 'it does not tell its training accuracy'],
    ['lossGap', 'it does not tell its overfitting gap'],
  ] as readonly (readonly [CurveMetric, string])[])('has no %s', (metric, missing) => {
    expect(curveOf(imported([{ epoch: 0, valLoss: 1 }]), metric, 'epoch').missing).toBe(missing)
  })
})

test('a run that has only begun says so', () => {
  expect(curveOf(sourceFrom([]), 'loss', 'epoch').missing).toBe('it has no finished epoch yet')
})

test('every axis tells where one is', () => {
  expect(xAxes.map((x) => xAxisTexts[x].at(0.5))).toEqual([
    'Epoch 0.50',
    'Step 1',
    '1 images trained on',
    '1 s of training',
    '50 % of the run',
    'Cumulative learning rate 0.5',
  ])
  expect([xAxisTexts.epoch.at(1_200), xAxisTexts.examples.at(60_000)]).toEqual([
    'Epoch 1,200',
    '60,000 images trained on',
  ])
})
