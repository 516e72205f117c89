import { expect, test } from 'vitest'
import { compileSchedule, type ScheduleSpec } from '../../../../shared/domain/schedule'
import { structureBars } from './structure-rows'

const spec: ScheduleSpec = {
  kind: 'sequence',
  per: 'epoch',
  parts: [
    { schedule: { kind: 'warmup', over: 1, schedule: { kind: 'cosine', initial: 0.1 } }, for: 5 },
    { schedule: { kind: 'constant', rate: 0.1 }, for: 20 },
    { schedule: { kind: 'constant', rate: 0.2 } },
  ],
}

test('bars lie where their schedules rule, inside the bar around them and inside the run', () => {
  const compiled = compileSchedule(spec, { totalEpochs: 10, stepsPerEpoch: 4 })
  expect(
    structureBars(compiled).map(({ path, depth, from, to }) => [path, depth, from, to]),
  ).toEqual([
    ['', 0, 0, 1],
    ['parts[0].schedule', 1, 0, 0.5],
    ['parts[0].schedule.schedule', 2, 0.1, 0.5],
    ['parts[1].schedule', 1, 0.5, 1],
  ])
})
