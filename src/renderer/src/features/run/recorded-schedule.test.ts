import { expect, test } from 'vitest'
import { compileSchedule, type ScheduleSpec } from '../../../../shared/domain/schedule'
import { plannedRates } from '../../../../shared/domain/schedule/plan'
import { recordedSchedule } from './recorded-schedule'

const length = { totalEpochs: 6, stepsPerEpoch: 10 }

test.each<[string, ScheduleSpec, 'epoch' | 'step']>([
  ['stairs', { kind: 'step', per: 'epoch', initial: 0.5, factor: 0.5, every: 2 }, 'epoch'],
  ['a curve', { kind: 'cosine', per: 'step', initial: 0.1 }, 'step'],
])('%s come back to the last bit', (_, spec, per) => {
  const applied = plannedRates(spec, length, [])
  const recorded = recordedSchedule(applied, length.stepsPerEpoch)
  expect(recorded).toMatchObject({ kind: 'points', per })
  const { rateAt, totalSteps } = compileSchedule(recorded, length)
  expect(Array.from({ length: totalSteps }, (_each, step) => rateAt(step))).toEqual([...applied])
})
