import { expect, test } from 'vitest'
import type { ScheduleSpec } from '../../../../../shared/domain/schedule'
import { suggestedLine } from './suggested-line'

const linear: ScheduleSpec = { kind: 'polynomial', per: 'epoch', initial: 0.1 }

test('a short run has stairs', () => {
  expect(suggestedLine(linear, { totalEpochs: 2, stepsPerEpoch: 10 })).toEqual({
    steps: [0, 9, 10, 19],
    rates: [0.1, 0.1, 0.05, 0.05],
  })
})

test('a long run is joined from epoch to epoch', () => {
  const { steps, rates } = suggestedLine(linear, { totalEpochs: 100, stepsPerEpoch: 10 })
  expect(steps).toEqual(Array.from({ length: 100 }, (_, epoch) => 10 * epoch))
  expect(rates[50]).toBe(0.05)
})
