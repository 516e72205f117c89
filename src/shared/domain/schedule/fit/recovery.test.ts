import { describe, expect, test } from 'vitest'
import type { ScheduleSpec } from '../index'
import { climbTo, drawn, suggest } from './testing-curves'

const restarts = { kind: 'cosine-restarts', initial: 0.1, final: 0, periodFactor: 1, peakFactor: 1 }
const oneCycle = {
  kind: 'one-cycle',
  peak: 0.3,
  startDivisor: 25,
  endDivisor: 1e4,
  warmup: 30,
  shape: 'cosine',
  momentum: null,
} as const
/** Schedules of 100 epochs, written as the suggestion should write them. */
const own: readonly ScheduleSpec[] = [
  { kind: 'constant', rate: 0.1 },
  { kind: 'constant', rate: 0.003 },
  { kind: 'polynomial', initial: 0.1, final: 0 },
  { kind: 'polynomial', initial: 0.1, final: 0.02 },
  { kind: 'polynomial', initial: 0.1, final: 0.02, over: 60 },
  { kind: 'polynomial', initial: 0.1, final: 0, power: 2 },
  { kind: 'polynomial', initial: 0.3, final: 0.01, power: 0.5 },
  { kind: 'exponential', initial: 0.5, k: 0.05 },
  { kind: 'exponential', initial: 0.5, k: 0.02 },
  { kind: 'inverse-time', initial: 0.1, decay: 0.1 },
  { kind: 'inverse-time', initial: 0.1, decay: 0.5 },
  { kind: 'compounding-time', initial: 0.5, decay: 0.005 },
  { kind: 'cosine', initial: 0.1, final: 0 },
  { kind: 'cosine', initial: 0.1, final: 0.025 },
  { kind: 'cosine', initial: 0.1, final: 0.01, over: 70 },
  { kind: 'rex', initial: 0.1, final: 0 },
  { kind: 'tanh', initial: 0.1, final: 0 },
  { kind: 'tanh', initial: 0.1, final: 0, lower: -4, upper: 4 },
  { kind: 'flat-cosine', initial: 0.1, final: 0, flat: 75 },
  { kind: 'flat-cosine', initial: 0.1, final: 0.01, flat: 40 },
  { kind: 'step', initial: 0.5, factor: 0.5, every: 20 },
  { kind: 'step', initial: 0.5, factor: 0.8, every: 10 },
  { kind: 'multi-step', initial: 0.1, factor: 0.3, milestones: [40, 75] },
  { kind: 'multi-step', initial: 0.1, factor: 0.5, milestones: [30, 60, 80] },
  { kind: 'piecewise', boundaries: [20, 55, 80], rates: [0.05, 0.1, 0.03, 0.01] },
  { kind: 'piecewise', boundaries: [10, 30, 50, 70], rates: [0.02, 0.1, 0.06, 0.05, 0.01] },
  oneCycle,
  { ...oneCycle, startDivisor: 5, warmup: 50 },
  { ...oneCycle, startDivisor: 5, shape: 'linear' },
  { ...oneCycle, startDivisor: 5, threePhase: true },
  { kind: 'cyclic', low: 0.01, high: 0.1, up: 10, down: 10, mode: 'triangular' },
  { kind: 'cyclic', low: 0.01, high: 0.1, up: 5, down: 15, mode: 'triangular' },
  { kind: 'cyclic', low: 0.01, high: 0.1, up: 12, down: 12, mode: 'triangular2' },
  { ...restarts, period: 20 } as ScheduleSpec,
  { ...restarts, period: 25, peakFactor: 0.7 } as ScheduleSpec,
  { ...restarts, period: 10, periodFactor: 2 } as ScheduleSpec,
  { ...restarts, period: 20, periodFactor: 1.5, peakFactor: 0.8 } as ScheduleSpec,
  { kind: 'ramp', rate: 0.1, from: 0.1, over: 30 },
  { kind: 'ramp', rate: 0.1, from: 0.1, over: 100 },
  { kind: 'log-warmup', low: 0, peak: 0.1, warmup: 40 },
  ...(['linear', 'cosine', 'one-minus-sqrt'] as const).map((decayShape) => ({
    ...{ kind: 'warmup-stable-decay' as const, peak: 0.1, final: 0.01 },
    ...{ warmup: 10, decay: 40, decayShape },
  })),
  { kind: 'inverse-sqrt', peak: 0.1, warmup: 10 },
  { kind: 'inverse-sqrt', peak: 0.1, warmup: 40 },
  { kind: 'slanted-triangle', peak: 0.1, cut: 0.1, ratio: 32 },
  { kind: 'slanted-triangle', peak: 0.1, cut: 0.3, ratio: 10 },
  climbTo({ kind: 'polynomial', initial: 0.1, final: 0, over: 90 }),
  climbTo({ kind: 'polynomial', initial: 0.1, final: 0, power: 2, over: 90 }),
  climbTo({ kind: 'cosine', initial: 0.1, final: 0.01, over: 90 }),
  climbTo({ kind: 'rex', initial: 0.1, final: 0, over: 90 }),
  climbTo({ kind: 'tanh', initial: 0.1, final: 0, over: 90 }),
  climbTo({ kind: 'exponential', initial: 0.1, k: 0.04 }),
  climbTo({ kind: 'inverse-time', initial: 0.1, decay: 0.1 }),
  climbTo({ kind: 'step', initial: 0.1, factor: 0.5, every: 20 }),
  climbTo({ kind: 'multi-step', initial: 0.1, factor: 0.3, milestones: [20, 60] }),
]

describe('a curve drawn without a tremble is told exactly', () => {
  test.each(own)('%j', (spec) => {
    const [first] = suggest(spec, 100)
    expect(first?.spec).toEqual({ ...spec, per: 'epoch' })
    expect(first?.error).toBeLessThan(1e-9)
    expect(first?.largest).toBeLessThan(1e-9)
  })
})

const kindsOf = (spec: ScheduleSpec) =>
  spec.kind === 'warmup' ? `warmup of ${spec.schedule.kind}` : spec.kind

/** Root of the mean square difference of two schedules of 100 units, over the highest rate. */
function apart(wanted: ScheduleSpec, found: ScheduleSpec): number {
  const [a, b] = [drawn(wanted, 100), drawn(found, 100)]
  const highest = Math.max(...a.map(([, rate]) => rate))
  const squares = a.map(([, rate], t) => ((b[t]?.[1] ?? NaN) - rate) ** 2)
  return Math.sqrt(squares.reduce((sum, each) => sum + each, 0) / a.length) / highest
}

describe('with noise of 2 % it is among the first two, and within 1 % of what was meant', () => {
  test.each(own)('%j', (spec) => {
    const found = suggest(spec, 100, 0.02)
      .slice(0, 2)
      .find((each) => kindsOf(each.spec) === kindsOf(spec))
    expect(found?.error).toBeLessThan(0.022)
    expect(apart(spec, found?.spec ?? { kind: 'constant', rate: NaN })).toBeLessThan(0.01)
  })
})

describe('parameters under noise', () => {
  test('cosine: rates within 1 % of the peak', () => {
    const [first] = suggest({ kind: 'cosine', initial: 0.1, final: 0.02 }, 100, 0.02)
    const { initial, final = 0 } = first?.spec as ScheduleSpec & { kind: 'cosine' }
    expect(initial).toBeCloseTo(0.1, 2)
    expect(Math.abs(final - 0.02)).toBeLessThan(0.001)
  })
  test('exponential: the constant within 3 %', () => {
    const [first] = suggest({ kind: 'exponential', initial: 0.5, k: 0.05 }, 100, 0.02)
    const { k = 0 } = first?.spec as ScheduleSpec & { kind: 'exponential' }
    expect(Math.abs(k / 0.05 - 1)).toBeLessThan(0.03)
  })
  test('piecewise: every boundary at its unit', () => {
    const spec = { kind: 'piecewise', boundaries: [20, 55], rates: [0.05, 0.1, 0.03] } as const
    expect(suggest(spec, 100, 0.02)[0]?.spec).toMatchObject({ boundaries: [20, 55] })
  })
  test('warm-up: its length within a unit', () => {
    const [first] = suggest(climbTo({ kind: 'cosine', initial: 0.1, over: 90 }), 100, 0.02)
    const { over } = first?.spec as ScheduleSpec & { kind: 'warmup' }
    expect(Math.abs(Number(over) - 10)).toBeLessThanOrEqual(1)
  })
})
