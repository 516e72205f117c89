import { expect, test } from 'vitest'
import { scheduleFacts } from './facts'
import { compileSchedule, type ScheduleSpec } from './index'
import { withMetrics } from './with-metrics'

const facts = (spec: ScheduleSpec, totalEpochs: number, stepsPerEpoch: number) =>
  scheduleFacts(compileSchedule(spec, { totalEpochs, stepsPerEpoch }))

test('a straight line', () => {
  expect(facts({ kind: 'polynomial', initial: 1, over: 8 }, 4, 2)).toEqual({
    first: 1,
    last: 0.125,
    highest: { rate: 1, step: 0 },
    lowest: { rate: 0.125, step: 7 },
    area: 4.5,
    mean: 0.5625,
    shareAboveHalf: 0.5,
  })
})

test('stairs: the first step of each extreme, every step of an epoch counted', () => {
  const spec: ScheduleSpec = {
    kind: 'piecewise',
    per: 'epoch',
    boundaries: [0, 1, 2],
    rates: [0.25, 1, 0.5, 0.125],
  }
  expect(facts(spec, 5, 10)).toEqual({
    first: 0.25,
    last: 0.125,
    highest: { rate: 1, step: 10 },
    lowest: { rate: 0.125, step: 30 },
    area: 20,
    mean: 0.4,
    shareAboveHalf: 0.2,
  })
})

test('a rate of 0 throughout is never above half of itself', () => {
  expect(facts({ kind: 'constant', rate: 0 }, 1, 3)).toMatchObject({ area: 0, shareAboveHalf: 0 })
})

test('a reacting schedule is measured as it was told', () => {
  const compiled = compileSchedule(
    { kind: 'plateau', initial: 1, factor: 0.5, patience: 0 },
    { totalEpochs: 3, stepsPerEpoch: 2 },
  )
  expect(scheduleFacts(compiled).area).toBe(6)
  expect(scheduleFacts(withMetrics(compiled, [1, 1, 1])).area).toBe(2 + 2 + 1)
})
