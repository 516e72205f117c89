import { expect, test } from 'vitest'
import { compileSchedule, type ScheduleSpec } from './index'
import { withMetrics } from './with-metrics'

const plateau: ScheduleSpec = { kind: 'plateau', initial: 0.1, factor: 0.5, patience: 1 }
const run = { totalEpochs: 5, stepsPerEpoch: 3 }

test('a reacting schedule follows the values, one per epoch', () => {
  const told = withMetrics(compileSchedule(plateau, run), [1, 1, 1, 1, 1])
  expect(told.reacts).toBe(false)
  const rates = Array.from({ length: 15 }, (_, step) => told.rateAt(step))
  const expected = [0.1, 0.1, 0.1, 0.05, 0.05]
  expect(rates).toEqual(expected.flatMap((rate) => [rate, rate, rate]))
})

test('the metric may be any that the schedule watches', () => {
  const spec: ScheduleSpec = { ...plateau, metric: 'valAccuracy', mode: 'max' }
  const told = withMetrics(compileSchedule(spec, run), [0.1, 0.2, 0.3, 0.3, 0.3])
  expect(told.rateAt(14)).toBe(0.1)
})

test('a schedule that does not react stays as it is', () => {
  const spec: ScheduleSpec = { kind: 'step', initial: 1, factor: 0.5, every: 3 }
  const told = withMetrics(compileSchedule(spec, run), [1, 2, 3, 4, 5])
  expect(told.rateAt(14)).toBe(0.0625)
})

test('too few or too many values are refused', () => {
  expect(() => withMetrics(compileSchedule(plateau, run), [1, 2])).toThrow(
    'schedule.metricValues: must be one value for each of 5 epochs, has 2',
  )
})
