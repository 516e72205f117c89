import { describe, expect, test } from 'vitest'
import { firstCompareView, type CompareLook } from '../domain/compare/compare-view'
import { linesOf, type WithLosses } from '../domain/compare/testing-curves'
import { articleTrial, madeRun } from '../domain/compare/testing-runs'
import { compareFileSize, compareOption, type CompareChart } from './compare'
import { chartColours } from './theme'

const step = { ...madeRun({ trial: articleTrial('step') }), style: 1 }
const two: readonly WithLosses[] = [
  [madeRun(), [3, 0, 1]],
  [step, [4, 2]],
]

function chartOf(
  runs: readonly WithLosses[] = two,
  look: Partial<CompareLook> = {},
  changes: Partial<CompareChart> = {},
): CompareChart {
  const whole = { ...firstCompareView.look, ...look }
  return {
    title: 'Which schedule?',
    lines: linesOf(runs, look),
    metric: 'valLoss',
    look: whole,
    theme: 'light',
    ...changes,
  }
}

/** The parts that tests look at. */
interface Series {
  readonly id: string
  readonly type: string
  readonly name?: string
  readonly data: readonly (readonly (number | null)[])[]
}
const optionOf = (...given: Parameters<typeof chartOf>) => compareOption(chartOf(...given))
const seriesOf = (...given: Parameters<typeof chartOf>) =>
  optionOf(...given).series as unknown as readonly Series[]

test('the option of two runs on the page', () => {
  expect(optionOf()).toMatchSnapshot()
})

test('the option of groups in a dark file', () => {
  const look = { groupBy: 'trial', smoothing: { kind: 'ema', weight: 0.5 } } as const
  const file = { theme: 'dark', file: {}, notes: ['Mean of 1 run each.'] } as const
  expect(optionOf(two, look, file)).toMatchSnapshot()
})

describe('lines', () => {
  test('have the points that are exported, with gaps where an axis has no place for them', () => {
    const line = (look: Partial<CompareLook>) =>
      seriesOf(two, look).find(({ id }) => id === 'study-linear-s1')
    expect(line({})?.data).toEqual([
      [1, 3],
      [2, 0],
      [3, 1],
    ])
    expect(line({ logY: ['valLoss'] })?.data).toEqual([
      [1, 3],
      [2, null],
      [3, 1],
    ])
    expect(line({ x: 'progress' })?.data.at(-1)).toEqual([3 / 100, 1])
  })

  test('of more than sixty runs are one series with an item for each look', () => {
    const many = Array.from({ length: 61 }, (_, seed): WithLosses => [
      { ...madeRun({ seed }), style: seed % 3 },
      [3, 2, 1 + seed],
    ])
    const series = seriesOf(many)
    expect(series.filter(({ id }) => !id.startsWith('legend:'))).toMatchObject([
      {
        id: 'lines',
        type: 'custom',
        data: [
          [1, 3, 1, 61],
          [1, 3, 2, 59],
          [1, 3, 2, 60],
        ],
      },
    ])
  })

  test('without a point are neither drawn nor in the legend', () => {
    const option = optionOf([...two, [madeRun({ seed: 9 }), []]])
    expect(option.legend).toMatchObject({ data: ['Linear', 'Step'] })
    expect(compareOption({ ...chartOf(), lines: [] })).toMatchObject({ series: [] })
  })
})

describe('around the lines', () => {
  test('bands and values before smoothing make room for themselves', () => {
    const runs: readonly WithLosses[] = [
      [madeRun({ seed: 1 }), [1, 4]],
      [madeRun({ seed: 2 }), [3, 2]],
    ]
    const look = { groupBy: 'trial', smoothing: { kind: 'mean', window: 3 } } as const
    const series = seriesOf(runs, { ...look, band: 'range' })
    expect(series.find(({ id }) => id === 'bands')?.data).toEqual([[1, 2, 1, 4]])
    expect(series.find(({ id }) => id === 'raw')?.data).toEqual([[1, 2, 2, 3]])
  })

  test('marks are a series only where there are some', () => {
    const ids = (runs: readonly WithLosses[]) => seriesOf(runs).map(({ id }) => id)
    expect(ids(two)).not.toContain('marks')
    expect(ids([[madeRun(), [1, NaN]]])).toContain('marks')
  })
})

describe('the legend', () => {
  test('counts the runs of a group', () => {
    expect(optionOf(two, { groupBy: 'study' }, { file: {} }).legend).toMatchObject({
      data: ['Study (n = 2)'],
      selectedMode: false,
    })
  })
  test('cuts long names and keeps them apart', () => {
    const long = (seed: number): WithLosses => [
      { ...madeRun({ seed, name: `${'a'.repeat(60)}${seed}` }), style: seed },
      [1],
    ]
    const { legend } = optionOf([long(1), long(2), long(3)])
    expect(legend).toMatchObject({
      data: ['Linear', `${'a'.repeat(39)}…`, `${'a'.repeat(39)}… (2)`],
    })
  })
  test('is left out where it would say nothing', () => {
    expect(optionOf([[madeRun(), [1]]])).not.toHaveProperty('legend')
    const all = Array.from({ length: 61 }, (_, seed): WithLosses => [
      { ...madeRun({ seed }), style: seed },
      [1, 2],
    ])
    expect(optionOf(all, {}, { file: {} })).not.toHaveProperty('legend')
  })
})

describe('axes', () => {
  test.each([
    ['epoch', false, { min: 1, max: 3, type: 'value', name: 'Epoch' }],
    ['step', false, { min: 0, max: 750, type: 'value', name: 'Step' }],
    ['step', true, { min: 250, max: 750, type: 'log', name: 'Step (log)' }],
    ['seconds', false, { min: 0, max: 6, name: 'Active time (s)' }],
  ] as const)('of %s, logarithmic: %s', (x, logX, wanted) => {
    expect(optionOf(two, { x, logX }).xAxis).toMatchObject(wanted)
  })

  test('make room for where a run diverged', () => {
    const run = madeRun({ run: { status: 'diverged', divergedAtStep: 549 } })
    expect(optionOf([[run, [2, 3]]]).xAxis).toMatchObject({ max: 2.2 })
  })

  test('leave outliers out without touching the data', () => {
    const falling = Array.from({ length: 101 }, (_, at) => 100 - at)
    const option = optionOf([[madeRun(), falling]], { hideOutliers: true })
    expect(option.yAxis).toMatchObject({ min: 5, max: 95 })
    expect((option.series as unknown as Series[])[1]?.data).toHaveLength(101)
  })

  test('open at the part that a view was saved with', () => {
    const zoom = { from: 1, to: 2 }
    expect(optionOf(two, { zoom }).dataZoom).toMatchObject([
      { type: 'inside', startValue: 1, endValue: 2 },
      { type: 'slider', startValue: 1, endValue: 2 },
    ])
    const picture = optionOf(two, { zoom }, { file: {} })
    expect(picture.xAxis).toMatchObject({ min: 1, max: 2 })
    expect(picture).not.toHaveProperty('dataZoom')
  })
})

describe('a picture', () => {
  test('lies on its theme, or on whatever is behind it', () => {
    const background = (transparent: boolean) =>
      optionOf(two, {}, { theme: 'dark', file: { transparent } }).backgroundColor
    expect(background(false)).toBe(chartColours.dark.background)
    expect(background(true)).toBe('transparent')
  })

  test('tells its footnote in lines that fit', () => {
    const notes = ['word '.repeat(60).trim(), 'end']
    const { title } = optionOf(two, {}, { notes, file: { width: 600 } })
    const [, footnote] = title as readonly { readonly text: string }[]
    const lines = footnote?.text.split('\n') ?? []
    expect(lines.join(' ')).toBe(notes.join(' '))
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(92)
  })

  test('grows with legend and footnote until the plot has room', () => {
    const chart = chartOf(two, {}, { file: {}, notes: Array.from({ length: 20 }, () => 'note') })
    expect(compareFileSize({ ...chart, notes: [] })).toEqual({ width: 960, height: 540 })
    expect(compareFileSize(chart)).toEqual({
      width: 960,
      height: 72 + 280 + 20 * 15 + 14 + 26 + 54,
    })
    expect(compareFileSize({ ...chart, file: { height: 300 } }).height).toBe(300)
  })
})
