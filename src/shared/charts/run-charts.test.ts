import { expect, test } from 'vitest'
import { runCurvesOption } from './run-curves'
import { runNormsOption } from './run-norms'
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

test('momentum has an axis of its own beside the rate of every step', () => {
  const steps = Float64Array.of(0.5, 0.25)
  const momentum = Float64Array.of(0.85, 0.95)
  const both = runRateOption({ ...chart, steps, momentum })
  expect(both).toMatchObject({
    yAxis: [{ name: 'Learning rate' }, { name: 'Momentum', position: 'right' }],
    series: [
      {},
      {
        name: 'Momentum',
        yAxisIndex: 1,
        data: [
          [1, 0.85],
          [2, 0.95],
        ],
      },
    ],
  })
  expect(runRateOption({ ...chart, momentum }).yAxis).toMatchObject({ name: 'Learning rate' })
})

test('norms lie on a logarithmic axis, which has no place for a norm of 0', () => {
  const norms = {
    gradient: Float32Array.of(2, 0),
    weights: Float32Array.of(32, 33),
    updateRatio: Float32Array.of(0.5, 0.25),
  }
  expect(runNormsOption({ title: 'Linear', norms, theme: 'dark', totalSteps: 9 })).toMatchObject({
    xAxis: { name: 'Step', max: 9 },
    yAxis: { type: 'log' },
    series: [
      {
        name: 'Weight norm',
        data: [
          [1, 32],
          [2, 33],
        ],
      },
      {
        name: 'Gradient norm',
        data: [
          [1, 2],
          [2, null],
        ],
      },
      {
        name: 'Update to weights',
        data: [
          [1, 0.5],
          [2, 0.25],
        ],
      },
    ],
  })
})
