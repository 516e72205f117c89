import { describe, expect, test } from 'vitest'
import { compileSchedule, ScheduleError, type ScheduleSpec } from './index'

const article = { totalEpochs: 100, stepsPerEpoch: 250 }
const atEpoch = (spec: ScheduleSpec, epoch: number) =>
  compileSchedule(spec, article).rateAt(epoch * 250)
const perUnit = (spec: ScheduleSpec, units: number) => {
  const { rateAt } = compileSchedule(spec, { totalEpochs: 1, stepsPerEpoch: units })
  return Array.from({ length: units }, (_, step) => rateAt(step))
}
const refusal = (spec: unknown) => {
  try {
    compileSchedule(spec as ScheduleSpec, article)
  } catch (error) {
    if (error instanceof ScheduleError) return error.message
    throw error
  }
  return 'accepted'
}

describe('the article', () => {
  test('batch-wise decay reaches 0.0286 within one epoch', () => {
    const spec = { kind: 'inverse-time', per: 'step', initial: 0.1, decay: 0.01 } as const
    const { rateAt } = compileSchedule(spec, article)
    expect(rateAt(249)).toBeCloseTo(0.028653, 6)
    expect(rateAt(250)).toBeCloseTo(0.028571, 6)
  })
  test('linear is 0.495 in the second epoch and ends just above 0', () => {
    const spec = { kind: 'polynomial', per: 'epoch', initial: 0.5 } as const
    expect(atEpoch(spec, 1)).toBeCloseTo(0.495, 12)
    expect(atEpoch(spec, 99)).toBeCloseTo(0.005, 12)
  })
  test('the compounding time-based rate all but vanishes by epoch 39', () => {
    const spec = { kind: 'compounding-time', per: 'epoch', initial: 0.5, decay: 0.005 } as const
    expect(atEpoch(spec, 19)).toBeCloseTo(0.199, 3)
    expect(atEpoch(spec, 38)).toBeCloseTo(0.0153, 4)
    expect(atEpoch(spec, 60)).toBeCloseTo(0.000119, 6)
    expect(atEpoch(spec, 99) / 2.4e-10).toBeCloseTo(1, 1)
  })
  test('the time-based formula stays high', () => {
    const spec = { kind: 'inverse-time', per: 'epoch', initial: 0.5, decay: 0.005 } as const
    expect([19, 38, 60, 99].map((epoch) => Number(atEpoch(spec, epoch).toFixed(3)))).toEqual([
      0.457, 0.42, 0.385, 0.334,
    ])
  })
  test('exponential and step', () => {
    expect(atEpoch({ kind: 'exponential', per: 'epoch', initial: 0.5, k: 0.1 }, 10)).toBeCloseTo(
      0.18394,
      5,
    )
    expect(
      atEpoch({ kind: 'step', per: 'epoch', initial: 0.5, factor: 0.8, every: 10 }, 99),
    ).toBeCloseTo(0.067109, 6)
  })
})

describe('golden values of the libraries', () => {
  test.each<[string, ScheduleSpec, number[]]>([
    [
      'ExponentialDecay',
      { kind: 'exponential', initial: 0.1, gamma: 0.5, every: 2 },
      [0.1, 0.0707107, 0.05, 0.0353553],
    ],
    [
      'InverseTimeDecay',
      { kind: 'inverse-time', initial: 0.1, decay: 0.5, every: 2 },
      [0.1, 0.08, 0.0666667, 0.0571429],
    ],
    [
      'PolynomialDecay',
      { kind: 'polynomial', initial: 0.1, final: 0.02, power: 2, over: 4 },
      [0.1, 0.065, 0.04, 0.025, 0.02, 0.02],
    ],
    [
      'PolynomialDecay(cycle)',
      { kind: 'polynomial', initial: 0.1, final: 0.02, over: 4, cycle: true },
      [0.1, 0.08, 0.06, 0.04, 0.02, 0.05, 0.04, 0.03, 0.02, 0.04],
    ],
  ])('%s', (_, spec, expected) => {
    perUnit(spec, expected.length).forEach((rate, index) => {
      expect(rate).toBeCloseTo(expected[index] ?? NaN, 7)
    })
  })
})

describe('refusals name the field and the rule', () => {
  test.each([
    [null, 'schedule: must be an object, was null'],
    [{}, 'schedule.kind: is required'],
    [{ kind: 'constnt' }, 'schedule.kind: unknown kind "constnt"; did you mean "constant"?'],
    [{ kind: '__proto__' }, 'unknown kind "__proto__"'],
    [{ kind: 'constant' }, 'schedule.rate: is required'],
    [{ kind: 'constant', rate: '0.1' }, 'schedule.rate: must be a finite number, was "0.1"'],
    [{ kind: 'constant', rate: -1 }, 'schedule.rate: must be at least 0, was -1'],
    [{ kind: 'constant', rate: NaN }, 'must be a finite number, was NaN'],
    [
      { kind: 'constant', rate: 1, per: 'batch' },
      'schedule.per: must be "epoch" or "step", was "batch"',
    ],
    [
      { kind: 'step', initial: 1, factr: 0.5, every: 1 },
      'schedule.factr: unknown field; did you mean "factor"?',
    ],
    [
      { kind: 'step', initial: 1, factor: 0.5, every: 0 },
      'schedule.every: must be greater than 0, was 0',
    ],
    [
      { kind: 'polynomial', initial: 1, over: '0.5' },
      'schedule.over: must be a number of units, at least 1',
    ],
    [{ kind: 'polynomial', initial: 1, cycle: 1 }, 'schedule.cycle: must be true or false, was 1'],
    [{ kind: 'exponential', initial: 1 }, 'schedule: give exactly one of k and gamma'],
    [
      { kind: 'step', initial: 1, factor: 1e300, every: 1, per: 'epoch' },
      'the rate at step 500 would be Infinity',
    ],
  ])('%j', (spec, message) => {
    expect(refusal(spec)).toContain(message)
  })
})

test('durations may be shares of the run', () => {
  const half = { kind: 'polynomial', per: 'epoch', initial: 1, over: '50%' } as const
  expect(atEpoch(half, 25)).toBeCloseTo(0.5, 12)
  expect(atEpoch(half, 75)).toBe(0)
})

test('a one-cycle that is over stays at its final rate', () => {
  const spec = {
    kind: 'sequence',
    per: 'epoch',
    parts: [{ schedule: { kind: 'one-cycle', peak: 0.1, shape: 'linear' }, for: 20 }],
  } as const
  expect(atEpoch(spec, 19)).toBeCloseTo(4e-7, 15)
  expect(atEpoch(spec, 20)).toBe(atEpoch(spec, 19))
  expect(atEpoch(spec, 99)).toBe(atEpoch(spec, 19))
})
