import { describe, expect, test } from 'vitest'
import { overfittingGaps } from '../domain/compare/gaps'
import { pairedDifferences } from '../domain/compare/paired'
import { fieldNamed } from '../domain/compare/run-fields'
import {
  articleTrial,
  madeRun,
  rowsFrom,
  rowsOfAll,
  trialWith,
} from '../domain/compare/testing-runs'
import type { ChartOption } from './echarts'
import { fieldScale, placeOn } from './field-axis'
import { gapOption } from './gap-chart'
import { pairedOption } from './paired-chart'
import { parallelOption, runsWithin, type ParallelChart } from './parallel-chart'
import { scatterOption } from './scatter-chart'

const run = (id: string, seed: number, losses: readonly number[]) =>
  madeRun({
    trial: articleTrial(id),
    seed,
    rows: rowsFrom(
      losses,
      losses.map((each) => each / 2),
    ),
  })
const runs = [
  run('linear', 1, [0.25, 0.5]),
  run('linear', 2, [0.5, 0.75]),
  run('step', 1, [0.25, 0.25]),
  run('step', 2, [0.25, 0.5]),
  run('adam', 1, [0.25, 0.125]),
]
const field = (name: string) => {
  const found = fieldNamed(name)
  if (!found) throw new RangeError(`no field ${name}`)
  return found
}
const objective = { metric: 'valLoss', at: 'final' } as const

/** The series of an option, as far as tests look at them. */
interface Drawn {
  readonly id: string
  readonly name?: string
  readonly data: readonly { readonly value: readonly unknown[]; readonly tip: string }[]
}
const seriesOf = (option: ChartOption) => option.series as unknown as readonly Drawn[]
const valuesOf = (option: ChartOption, id: string) =>
  seriesOf(option)
    .find((series) => series.id === id)
    ?.data.map(({ value }) => value)

describe('paired differences', () => {
  const comparison = pairedDifferences({ runs, objective, groupBy: null, baseline: null })
  if (!comparison) throw new RangeError('there must be a comparison')
  const chart = { title: 'Study', comparison, theme: 'light' } as const
  const option = pairedOption(chart)

  test('a dot for each seed, their mean and interval, from the comparison itself', () => {
    expect(seriesOf(option).map(({ id }) => id)).toEqual([
      'zero',
      'seeds:study/step',
      'interval:study/step',
      'mean:study/step',
      'seeds:study/adam',
      'mean:study/adam',
    ])
    expect(valuesOf(option, 'seeds:study/step')?.map(([x]) => x)).toEqual([-0.25, -0.25])
    expect(valuesOf(option, 'interval:study/step')?.map(([x]) => x)).toEqual([-0.25, -0.25])
    expect(valuesOf(option, 'mean:study/adam')?.map(([x]) => x)).toEqual([-0.375])
    expect(seriesOf(option)[1]?.data[0]?.tip).toBe('Step, seed 1: -0.2500\n0.2500 against 0.5000')
  })
  test('rows say what is decided, in words too', () => {
    const { yAxis, xAxis } = option as {
      readonly yAxis: { readonly axisLabel: { readonly formatter: (at: number) => string } }
      readonly xAxis: object
    }
    expect(yAxis.axisLabel.formatter(0)).toBe('{name|Step}\n{about|better, n = 2}')
    expect(yAxis.axisLabel.formatter(1)).toBe('{quiet|Adam}\n{about|one seed cannot decide}')
    expect(yAxis.axisLabel.formatter(2)).toBe('')
    expect(xAxis).toMatchObject({ name: 'Difference of final validation loss (below 0 is better)' })
  })
  test('a file has title and footnote', () => {
    expect(pairedOption({ ...chart, file: {}, notes: ['Beware.'] })).toMatchObject({
      backgroundColor: '#ffffff',
      title: [
        { text: 'Study', subtext: 'Final validation loss: differences to Linear' },
        { text: expect.stringMatching(/equal seed and images[^]*Beware\.$/) as string },
      ],
    })
    expect(pairedOption({ ...chart, file: { transparent: true } }).backgroundColor).toBe(
      'transparent',
    )
  })
})

test('gaps: the widest first, from the best epoch to the last', () => {
  const all = runs.map((each, at) => {
    const losses =
      [
        [0.25, 0.5],
        [0.5, 0.75],
        [0.25, 0.25],
        [0.25, 0.5],
        [0.25, 0.125],
      ][at] ?? []
    return [
      each,
      rowsFrom(
        losses,
        losses.map((loss) => loss / 2),
      ),
    ] as const
  })
  const gaps = overfittingGaps(runs, null, rowsOfAll(all))
  expect(gaps.map(({ label, atBest, atEnd, n }) => [label, atBest, atEnd, n])).toEqual([
    ['Linear', 0.1875, 0.3125, 2],
    ['Step', 0.125, 0.1875, 2],
    ['Adam', 0.0625, 0.0625, 1],
  ])
  const option = gapOption({ title: 'Gap', gaps, theme: 'dark' })
  expect(valuesOf(option, 'gap:study/linear')).toEqual([
    [0.1875, 0],
    [0.3125, 0],
  ])
  expect(overfittingGaps(runs, null).every(({ atBest }) => atBest === null)).toBe(true)
})

describe('a scatter', () => {
  const waiting = madeRun({ trial: trialWith('Waiting', {}), run: { status: 'queued' } })
  const chart = {
    title: 'Scatter',
    runs: [...runs, waiting],
    x: field('peakRate'),
    y: field('finalValLoss'),
    colourBy: null,
    theme: 'light',
  } as const
  test('has a series for each trial; runs without a value are counted', () => {
    const option = scatterOption({ ...chart, file: {} })
    expect(seriesOf(option).map(({ name }) => name)).toEqual(['Linear', 'Step', 'Adam'])
    expect(valuesOf(option, 'dots:study/linear')).toEqual([
      [0.5, 0.5],
      [0.5, 0.75],
    ])
    expect(option.title).toMatchObject([{}, { text: '5 runs; 1 without a value left out.' }])
  })
  test('colours along a ramp by a number, whose place is the third', () => {
    const option = scatterOption({ ...chart, colourBy: field('seed') })
    expect(option.visualMap).toMatchObject({ dimension: 2, min: 1, max: 2 })
    expect(valuesOf(option, 'dots')?.[1]).toEqual([0.5, 0.75, 2])
    expect(seriesOf(option)[0]?.data[1]?.tip).toBe(
      'Linear, seed 2\nPeak rate: 0.5\nFinal validation loss: 0.7500\nSeed: 2',
    )
  })
  test('words lie in a row; a scale that holds a 0 is not logarithmic', () => {
    expect(scatterOption({ ...chart, x: field('optimizer'), logX: true }).xAxis).toMatchObject({
      type: 'category',
      data: ['Adam', 'SGD'],
    })
    expect(scatterOption({ ...chart, x: field('lastRate'), logX: true }).xAxis).toMatchObject({
      type: 'log',
    })
    const zero = scatterOption({ ...chart, x: field('optimizer.momentum'), logX: true })
    expect(zero.xAxis).toMatchObject({ type: 'value' })
  })
})

describe('parallel coordinates', () => {
  const chart: ParallelChart = {
    title: 'Parallel',
    runs,
    fields: ['optimizer', 'momentum', 'peakRate', 'finalValLoss'].map(field),
    logarithmic: ['peakRate'],
    flipped: ['finalValLoss'],
    colourBy: field('finalValLoss'),
    theme: 'dark',
  }
  const option = parallelOption(chart)

  test('have an axis for each field, under its name', () => {
    expect(option.parallelAxis).toMatchObject([
      { id: 'optimizer', dim: 0, type: 'category', data: ['Adam', 'SGD'] },
      { id: 'momentum', dim: 1, type: 'value' },
      { id: 'peakRate', dim: 2, type: 'log' },
      { id: 'finalValLoss', dim: 3, type: 'value', inverse: true },
    ])
    expect(option.visualMap).toMatchObject({ dimension: 3, min: 0.125, max: 0.75 })
  })
  test('have a line for each run, and a place for what has no value', () => {
    expect(seriesOf(option)[0]?.data[4]?.value).toEqual(['Adam', 0.9, 0.001, 0.125])
    const [, place] = seriesOf(option)[0]?.data[0]?.value ?? []
    expect(place).toBeLessThan(0.9)
    const axes = option.parallelAxis as readonly {
      readonly axisLabel: { readonly formatter: (value: unknown) => string }
    }[]
    expect(axes[1]?.axisLabel.formatter(place)).toBe('–')
    expect(axes[1]?.axisLabel.formatter(0.9)).toBe('0.9')
  })
  test('keep the runs that go through the brushed parts of all axes', () => {
    const names = (brushes: ConstructorParameters<typeof Map<string, [number, number][]>>[0]) =>
      runsWithin(chart, new Map(brushes)).map(({ name }) => name)
    expect(names([])).toHaveLength(5)
    expect(names([['finalValLoss', [[0, 0.3]]]])).toEqual(['Step, seed 1', 'Adam, seed 1'])
    // SGD is the second word; ends of a part may lie between words.
    expect(
      names([
        ['finalValLoss', [[0, 0.3]]],
        ['optimizer', [[0.5, 1.5]]],
      ]),
    ).toEqual(['Step, seed 1'])
    expect(names([['momentum', [[0.89, 1]]]])).toEqual(['Adam, seed 1'])
    expect(
      names([
        [
          'finalValLoss',
          [
            [0, 0.2],
            [0.7, 1],
          ],
        ],
      ]),
    ).toEqual(['Linear, seed 2', 'Adam, seed 1'])
  })
  test('dim what is not brushed, and colour by trial without a number', () => {
    const dimmed = parallelOption({
      ...chart,
      colourBy: field('optimizer'),
      brushes: new Map([['optimizer', [[0, 0]]]]),
    })
    const [series] = dimmed.series as unknown as readonly [
      {
        readonly data: readonly {
          readonly lineStyle: { readonly opacity: number; readonly color?: string }
        }[]
      },
    ]
    expect(series.data.map(({ lineStyle }) => lineStyle.opacity)).toEqual([
      0.06, 0.06, 0.06, 0.06, 0.8,
    ])
    expect(series.data.every(({ lineStyle }) => lineStyle.color?.startsWith('#'))).toBe(true)
    expect(dimmed.visualMap).toBeUndefined()
  })
})

test('a scale without any value still has a place for nothing', () => {
  const scale = fieldScale(field('momentum'), [null, null], { withNothing: true })
  expect(placeOn(scale, null)).toBe(0)
  expect(placeOn(fieldScale(field('momentum'), [null]), null)).toBeNull()
})
