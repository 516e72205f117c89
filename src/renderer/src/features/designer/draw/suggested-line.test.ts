import { expect, test } from 'vitest'
import type { ScheduleSpec } from '../../../../../shared/domain/schedule'
import { suggestedLine } from './suggested-line'

const linear: ScheduleSpec = { kind: 'polynomial', per: 'epoch', initial: 0.1 }
const stairs: ScheduleSpec = { kind: 'step', per: 'epoch', initial: 0.1, factor: 0.5, every: 2 }

test('a slow change is joined from epoch to epoch', () => {
  const { steps, rates } = suggestedLine(linear, { totalEpochs: 100, stepsPerEpoch: 10 })
  expect(steps).toEqual(Array.from({ length: 100 }, (_, epoch) => 10 * epoch))
  expect(rates[50]).toBe(0.05)
})

test('a jump is a stair', () => {
  expect(suggestedLine(stairs, { totalEpochs: 4, stepsPerEpoch: 10 })).toEqual({
    steps: [0, 10, 19, 20, 30],
    rates: [0.1, 0.1, 0.1, 0.05, 0.05],
  })
})

test('in a short run every epoch is a stair', () => {
  expect(suggestedLine(linear, { totalEpochs: 2, stepsPerEpoch: 10 })).toEqual({
    steps: [0, 9, 10],
    rates: [0.1, 0.1, 0.05],
  })
})

test('a rate set before every step has every step', () => {
  const { steps } = suggestedLine({ ...linear, per: 'step' }, { totalEpochs: 1, stepsPerEpoch: 4 })
  expect(steps).toEqual([0, 1, 2, 3])
})
