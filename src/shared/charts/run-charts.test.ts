import { expect, test } from 'vitest'
import { runCurvesOption } from './run-curves'
import { runRateOption } from './run-rate'
import { rowsOf } from './testing-rows'

const chart = {
  title: 'Linear, seed 1',
  rows: rowsOf(3),
  theme: 'light',
  logarithmic: false,
} as const

test('the option of the curves', () => {
  expect(runCurvesOption({ ...chart, totalEpochs: 10 })).toMatchSnapshot()
})

test('the option of the rate in a file', () => {
  expect(runRateOption({ ...chart, forFile: true })).toMatchSnapshot()
})

test('only the loss follows a logarithmic axis', () => {
  expect(runCurvesOption({ ...chart, logarithmic: true }).yAxis).toMatchObject([
    { type: 'log', name: 'Loss (log)' },
    { type: 'value', name: 'Accuracy' },
  ])
})

test('the rate of every step, counted from 1', () => {
  const steps = Float64Array.of(0.5, 0.25, 0)
  expect(runRateOption({ ...chart, steps, logarithmic: true })).toMatchObject({
    xAxis: { name: 'Step', min: 1, max: 3 },
    series: [
      {
        data: [
          [1, 0.5],
          [2, 0.25],
          [3, null],
        ],
      },
    ],
  })
})

test('a spike in a long run survives the sampling', () => {
  const steps = new Float64Array(25_000).fill(0.1)
  steps[12_345] = 7
  const { series } = runRateOption({ ...chart, steps })
  const [{ data }] = series as unknown as [{ data: [number, number][] }]
  expect(data.length).toBeLessThan(2_100)
  expect(data).toContainEqual([12_346, 7])
  expect(data.at(-1)).toEqual([25_000, 0.1])
})
