import { expect, test } from 'vitest'
import { compileSchedule, withMetrics, type ScheduleSpec } from './index'

const run = { totalEpochs: 8, stepsPerEpoch: 2 }
const halving = { kind: 'plateau', initial: 1, factor: 0.5, patience: 0 }
/** The rate of every epoch of a run whose metric never improves. */
const worsening = (spec: ScheduleSpec) => {
  const { rateAt } = withMetrics(compileSchedule(spec, run), [1, 2, 3, 4, 5, 6, 7, 8])
  return Array.from({ length: run.totalEpochs }, (_, epoch) => rateAt(2 * epoch))
}

test('a part hears of the epochs that end while it rules, and of no others', () => {
  const parts = [
    { schedule: { kind: 'constant', rate: 3 }, for: 2 },
    { schedule: halving, for: 3 },
    { schedule: { kind: 'constant', rate: 4 } },
  ]
  expect(worsening({ kind: 'sequence', per: 'epoch', parts })).toEqual([3, 3, 1, 1, 0.5, 4, 4, 4])
})

test('the last part rules, and listens, beyond the length it was given', () => {
  const parts = [
    { schedule: { kind: 'constant', rate: 3 }, for: 2 },
    { schedule: halving, for: 3 },
  ]
  expect(worsening({ kind: 'sequence', per: 'epoch', parts })).toEqual([
    3, 3, 1, 1, 0.5, 0.25, 0.125, 0.0625,
  ])
})

test('what a warm-up puts off listens from its own beginning', () => {
  expect(worsening({ kind: 'warmup', per: 'epoch', over: 2, schedule: halving })).toEqual([
    0, 0.5, 1, 1, 0.5, 0.25, 0.125, 0.0625,
  ])
  const overlaid = { kind: 'warmup', per: 'epoch', over: 2, mode: 'overlay' } as const
  expect(worsening({ ...overlaid, schedule: halving })).toEqual([
    0, 0.5, 0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625,
  ])
})

const everywhere = (value: number) => ({
  loss: value,
  accuracy: value,
  valLoss: value,
  valAccuracy: value,
})

test.each<ScheduleSpec>([
  { kind: 'plateau', initial: 1, factor: 0.5, patience: 0, average: 2 },
  { kind: 'plateau', initial: 1, factor: 0.5, patience: 0 },
  { kind: 'greedy', initial: 0.5, factor: 0.5, patience: 0, window: 2 },
])('what is remembered of a metric without a number survives JSON: %j', (spec) => {
  const { initialState, observe, rateAt } = compileSchedule(spec, run)
  let state = initialState
  let kept = initialState
  for (const [epoch, value] of [1, NaN, 0.5, -Infinity, 0.4, Infinity, 0.3, 2].entries()) {
    state = observe(state, { epoch, ...everywhere(value) })
    kept = JSON.parse(JSON.stringify(observe(kept, { epoch, ...everywhere(value) }))) as typeof kept
    expect(kept).toEqual(state)
    expect(rateAt(0, kept)).toBe(rateAt(0, state))
  }
})
