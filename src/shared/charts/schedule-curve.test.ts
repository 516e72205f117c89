import { describe, expect, test } from 'vitest'
import { styleOf } from './palette'
import { curveRange, scheduleCurveOption, type ScheduleCurveChart } from './schedule-curve'

const chart: ScheduleCurveChart = {
  title: 'Mine',
  lines: [
    { id: 'a', name: 'A', steps: [0, 10, 19], rates: [1, 0.5, 0], style: styleOf(0, 'light') },
    { id: 'b', name: 'B', steps: [0, 19], rates: [2, 2], style: styleOf(1, 'light') },
  ],
  length: { totalEpochs: 4, stepsPerEpoch: 5 },
  axis: 'epoch',
  logarithmic: false,
  rates: [0, 2.5],
  theme: 'light',
}

/** The parts of the option that tests look at. */
function partsOf(changes: Partial<ScheduleCurveChart> = {}) {
  const { xAxis, series, title } = scheduleCurveOption({ ...chart, ...changes })
  const lines = series as readonly {
    readonly id: string
    readonly data: readonly (readonly [number, number | null])[]
    readonly markArea?: { readonly data: readonly unknown[] }
  }[]
  return {
    axis: xAxis as { readonly min: number; readonly max: number },
    lines,
    subtitle: (title as { readonly subtext?: string }).subtext,
  }
}

describe('the chart of schedules', () => {
  test('has a line for each, held until the end of the run', () => {
    const { axis, lines } = partsOf()
    expect([axis.min, axis.max]).toEqual([0, 4])
    expect(lines.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(lines[0]?.data).toEqual([
      [0, 1],
      [2, 0.5],
      [3.8, 0],
      [4, 0],
    ])
  })

  test.each([
    ['step', 20],
    ['progress', 100],
  ] as const)('counts in units of %s', (axis, end) => {
    expect(partsOf({ axis }).axis.max).toBe(end)
  })

  test('shows a part of the run where one is named', () => {
    const window = { from: 5, to: 15 }
    const { axis, lines } = partsOf({ window })
    expect([axis.min, axis.max]).toEqual([1, 3])
    expect(lines[1]?.data.at(-1)).toEqual([3, 2])
    expect(curveRange({ ...chart, window }).x).toEqual([5, 15])
    expect(curveRange(chart).x).toEqual([0, 20])
  })

  test('shades stretches once', () => {
    const { lines } = partsOf({ stretches: [{ from: 5, to: 10 }] })
    expect(lines.map(({ markArea }) => markArea?.data)).toEqual([
      [[{ xAxis: 1 }, { xAxis: 2 }]],
      undefined,
    ])
  })

  test('leaves out what a logarithmic axis cannot show', () => {
    expect(partsOf({ logarithmic: true }).lines[0]?.data.at(-1)).toEqual([4, null])
  })

  test('tells the run and what its reader must know under the title of a picture', () => {
    expect(partsOf({ forFile: true, note: 'B was made up' }).subtitle).toBe(
      'Learning rate over 4 epochs of 5 steps. B was made up',
    )
  })
})
