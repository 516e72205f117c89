import { expect, test } from 'vitest'
import { readingOf } from './dialects'
import { compileSchedule, type ScheduleSpec } from './index'
import { largestGap, plannedRates } from './plan'

const length = { totalEpochs: 4, stepsPerEpoch: 3 }
const epoch = (valLoss: number) => ({ loss: 1, accuracy: 0, valLoss, valAccuracy: 0 })

test('a plan is what the schedule gives', () => {
  const spec: ScheduleSpec = { kind: 'cosine', initial: 0.1 }
  const { rateAt } = compileSchedule(spec, length)
  expect([...plannedRates(spec, length, [])]).toEqual(
    Array.from({ length: 12 }, (_, step) => rateAt(step)),
  )
})

test('a plan that reacts follows the epochs that were finished', () => {
  const spec: ScheduleSpec = { kind: 'plateau', initial: 0.1, factor: 0.5, patience: 0 }
  expect([...plannedRates(spec, length, [epoch(1), epoch(2)])]).toEqual([
    0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05,
  ])
})

test('the largest gap is found, rounding is none', () => {
  expect(largestGap([0.1, 0.2, 0.3], [0.1, 0.2 + 1e-14])).toBeNull()
  expect(largestGap([0.1, 0.2, 0.3], [0.1, 0.15, 0.29])).toEqual({
    step: 1,
    planned: 0.2,
    applied: 0.15,
  })
})

test('the article’s two traps have another reading, honest schedules have none', () => {
  expect(readingOf({ kind: 'inverse-time', initial: 0.1, decay: 0.01 })?.spec).toEqual({
    kind: 'inverse-time',
    per: 'epoch',
    initial: 0.1,
    decay: 0.01,
  })
  expect(
    readingOf({ kind: 'compounding-time', per: 'epoch', initial: 0.5, decay: 0.005 })?.spec,
  ).toEqual({ kind: 'inverse-time', per: 'epoch', initial: 0.5, decay: 0.005 })
  expect(readingOf({ kind: 'inverse-time', per: 'epoch', initial: 0.1, decay: 0.01 })).toBeNull()
  expect(readingOf({ kind: 'cosine', initial: 0.1 })).toBeNull()
})
