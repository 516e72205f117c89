import { describe, expect, test } from 'vitest'
import { comparisonOption, type ComparisonChart } from './comparison'
import { rowsOf } from './testing-rows'

const chart: ComparisonChart = {
  title: 'Which schedule?',
  runs: [
    { id: 'a', name: 'Linear, seed 1', group: 'Linear', style: 2, rows: rowsOf(3) },
    { id: 'b', name: 'Linear, seed 2', group: 'Linear', style: 2, rows: rowsOf(3, 1) },
    { id: 'c', name: 'Adam', style: 8, rows: rowsOf(2, 2) },
  ],
  metric: 'valLoss',
  theme: 'light',
  logarithmic: false,
}
const seriesOf = (changes: Partial<ComparisonChart>) => {
  const { series } = comparisonOption({ ...chart, ...changes })
  return (Array.isArray(series) ? series : [series]) as { name: string; data: unknown }[]
}

test('the option of a small comparison on the screen', () => {
  expect(comparisonOption(chart)).toMatchSnapshot()
})

test('the option of the same comparison in a dark file', () => {
  expect(comparisonOption({ ...chart, theme: 'dark', forFile: true })).toMatchSnapshot()
})

test('epochs count from 1 and only the first ones wanted are drawn', () => {
  expect(seriesOf({ firstEpochs: 2 })[0]?.data).toEqual([
    [1, 2],
    [2, 1],
  ])
  expect(comparisonOption({ ...chart, firstEpochs: 2 }).xAxis).toMatchObject({ min: 1, max: 2 })
})

test('a logarithmic axis has a gap where the rate is 0', () => {
  expect(seriesOf({ metric: 'learningRate', logarithmic: true })[0]?.data).toEqual([
    [1, 0.5],
    [2, 0.05],
    [3, null],
  ])
})

test('a value that is not a number leaves a gap', () => {
  const rows = rowsOf(1).map((row) => ({ ...row, valLoss: Infinity }))
  expect(seriesOf({ runs: [{ name: 'x', style: 0, rows }] })[0]?.data).toEqual([[1, null]])
})

test('seeds of a trial share one entry of the legend and one look', () => {
  const [first, second] = seriesOf({})
  expect(comparisonOption(chart).legend).toMatchObject({ data: ['Linear', 'Adam'] })
  expect(first).toMatchObject({ name: 'Linear', color: '#c91f16', lineStyle: { type: [3, 3] } })
  expect(second).toMatchObject({ name: 'Linear', color: '#c91f16' })
})

test('the axis of growing runs has its final length from the start', () => {
  expect(comparisonOption({ ...chart, totalEpochs: 100 }).xAxis).toMatchObject({ max: 100 })
})

describe('at the edges', () => {
  test('no runs at all', () => {
    expect(comparisonOption({ ...chart, runs: [] })).toMatchObject({ series: [] })
  })
  test('a run without a finished epoch', () => {
    expect(seriesOf({ runs: [{ name: 'x', style: 0, rows: [] }] })[0]?.data).toEqual([])
  })
  test('forty-five runs get room for their legend in a file', () => {
    const runs = Array.from({ length: 45 }, (_, index) => ({
      name: `Time-based (formula) ${index}`,
      style: index,
      rows: rowsOf(1),
    }))
    const { grid } = comparisonOption({ ...chart, runs, forFile: true })
    expect(grid).toMatchObject({ bottom: 12 * 26 + 54 })
  })
})

describe('without groups the legend', () => {
  const legendOf = (names: readonly string[]) =>
    comparisonOption({ ...chart, runs: names.map((name) => ({ name, style: 0, rows: [] })) }).legend
  test('names a trial once for all its seeds', () => {
    const names = ['Time-based seed 1', 'Time-based seed 12']
    expect(legendOf(names)).toMatchObject({ data: ['Time-based, 2 runs'] })
  })
  test('keeps names that have nothing in common', () => {
    expect(legendOf(['one', 'two'])).toMatchObject({ data: ['one', 'two'] })
  })
})

test('a line that begins later keeps its epochs in their places', () => {
  const run = { name: 'Fork', style: 1, rows: rowsOf(5), fromEpoch: 2 }
  const { series } = comparisonOption({
    title: 'Forks',
    runs: [run],
    metric: 'loss',
    theme: 'light',
    logarithmic: false,
  })
  const [{ data }] = series as unknown as [{ data: [number, number][] }]
  expect(data.map(([epoch]) => epoch)).toEqual([3, 4, 5])
})
