import { expect, test } from 'vitest'
import { compileSchedule, type ScheduleSpec } from '../index'

const noisy = (limit: number, deviation?: number): ScheduleSpec => ({
  kind: 'noise',
  schedule: { kind: 'constant', rate: 1 },
  limit,
  ...(deviation !== undefined && { deviation }),
})
const length = { totalEpochs: 1, stepsPerEpoch: 200 }

test('keeps every share below the limit, whatever the deviation', () => {
  for (const deviation of [0.01, 1, 100]) {
    const { rateAt } = compileSchedule(noisy(0.5, deviation), length)
    const shares = Array.from({ length: 200 }, (_, step) => Math.abs(rateAt(step) - 1))
    expect(Math.max(...shares)).toBeLessThan(0.5)
    expect(Math.max(...shares)).toBeGreaterThan(deviation / 250)
  }
})

test('refuses a limit that normal noise would hardly ever keep', () => {
  expect(() => compileSchedule(noisy(1e-9), length)).toThrow(
    'limit must be at least 0.001 of deviation 1, was 1e-9',
  )
  expect(compileSchedule(noisy(1e-9, 1e-9), length).rateAt(0)).toBeCloseTo(1, 8)
})
