import { expect, test } from 'vitest'
import { compileSchedule, type ScheduleSpec } from '../../../../../shared/domain/schedule'
import { traceOf } from './trace'

const trace = (spec: ScheduleSpec) =>
  traceOf(compileSchedule(spec, { totalEpochs: 10, stepsPerEpoch: 4 }))

test('straight lines are traced by their ends', () => {
  const warmup: ScheduleSpec = {
    kind: 'warmup',
    per: 'step',
    over: 10,
    schedule: { kind: 'constant', rate: 0.1 },
  }
  expect(trace(warmup)).toEqual({
    per: 'step',
    interpolation: 'linear',
    points: [
      [0, 0],
      [0.25, 0.1],
      [0.975, 0.1],
    ],
  })
})

test('both sides of a jump are kept', () => {
  const { per, points } = trace({ kind: 'step', per: 'epoch', initial: 0.4, factor: 0.5, every: 5 })
  expect(per).toBe('epoch')
  expect(points).toEqual([
    [0, 0.4],
    [0.4, 0.4],
    [0.5, 0.2],
    [0.9, 0.2],
  ])
})

test('points are taken as they are', () => {
  const points = [
    ['10%', 0.1],
    [10, 0.02],
  ] as const
  expect(trace({ kind: 'points', per: 'epoch', interpolation: 'smooth', points })).toEqual({
    per: 'epoch',
    interpolation: 'smooth',
    points: [
      [0.1, 0.1],
      [1, 0.02],
    ],
  })
})

test('points after the end of the run are where the curve ends', () => {
  const points = [
    [0, 0.1],
    [18, 0.01],
  ] as const
  expect(trace({ kind: 'points', per: 'epoch', points }).points).toEqual([
    [0, 0.1],
    [0.9, 0.055],
  ])
})

test('a rate of 0 all along is a level line', () => {
  expect(trace({ kind: 'constant', per: 'epoch', rate: 0 }).points).toEqual([
    [0, 0],
    [0.9, 0],
  ])
})

test('a table of rates is traced in far fewer points', () => {
  const points = Array.from({ length: 200_000 }, (_, t) => [t, (t % 7) / 10] as const)
  const table = compileSchedule(
    { kind: 'points', per: 'step', points },
    { totalEpochs: 20, stepsPerEpoch: 10_000 },
  )
  const traced = traceOf(table).points
  expect(traced.length).toBeLessThanOrEqual(600)
  expect(Math.max(...traced.map(([, rate]) => rate))).toBe(0.6)
})
