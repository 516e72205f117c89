import { describe, expect, test } from 'vitest'
import {
  optimizerDefaults,
  resolveOptimizer,
  type OptimizerKind,
  type OptimizerSpec,
} from '../../../shared/domain/optimizer'
import { createStepScalars } from './step-scalars'

const scalarsOf = (spec: OptimizerSpec, state?: readonly number[]) =>
  createStepScalars(resolveOptimizer(spec), state)
// The table's keys are the kinds.
const kinds = Object.keys(optimizerDefaults) as OptimizerKind[]
const rateAt = (step: number) => 0.1 / (1 + step) + (step % 3) / 50

test('the rate comes first, then the momentum where there is one', () => {
  expect(scalarsOf({ kind: 'sgd' }).names).toEqual(['rate'])
  expect(scalarsOf({ kind: 'sgd' }).next(0.1, null)).toEqual([Math.fround(0.1)])
  const momentum = scalarsOf({ kind: 'sgd', momentum: 0.9 })
  expect(momentum.names).toEqual(['rate', 'momentum'])
  expect(momentum.next(0.5, null)).toEqual([0.5, Math.fround(0.9)])
  expect(momentum.next(0.5, 0.25)).toEqual([0.5, 0.25])
  expect(scalarsOf({ kind: 'adam' }).names.slice(0, 2)).toEqual(['rate', 'momentum'])
})

test('a momentum for an optimizer that has none is refused', () => {
  expect(() => scalarsOf({ kind: 'sgd' }).next(0.1, 0.9)).toThrow(
    'sgd without momentum was given a momentum of 0.9',
  )
})

describe.each(kinds)('%s', (kind) => {
  const spec = { kind } as OptimizerSpec

  test('goes on from its state with the same bits', () => {
    const whole = scalarsOf(spec)
    const all = Array.from({ length: 40 }, (_, step) => whole.next(rateAt(step), null))
    const first = scalarsOf(spec)
    for (let step = 0; step < 17; step++) first.next(rateAt(step), null)
    const state = first.state()
    expect(state.every(Number.isFinite)).toBe(true)
    const second = scalarsOf(spec, JSON.parse(JSON.stringify(state)) as number[])
    const rest = Array.from({ length: 23 }, (_, step) => second.next(rateAt(17 + step), null))
    expect(rest).toEqual(all.slice(17))
    expect(second.state()).toEqual(whole.state())
  })

  test('gives one float32 number per column', () => {
    const scalars = scalarsOf(spec)
    const columns = scalars.next(0.1, null)
    expect(columns).toHaveLength(scalars.names.length)
    expect(columns.map(Math.fround)).toEqual(columns)
    expect(columns.every(Number.isFinite)).toBe(true)
  })

  test('refuses a state of another length', () => {
    expect(() => scalarsOf(spec, [1, 2, 3, 4, 5])).toThrow('was given 5')
  })
})

describe('adam', () => {
  const correctionAt = (t: number) => {
    const [, , , root = NaN, rest = NaN] = scalarsOf({ kind: 'adam' }, [t - 1]).next(1, null)
    return root / rest
  }

  test.each([1, 2, 10, 100, 1_000])('corrects by nearly the exact value at update %d', (t) => {
    // 1 - 0.999^t loses digits in float32, most at the first update.
    const exact = Math.sqrt(1 - 0.999 ** t) / (1 - 0.9 ** t)
    expect(correctionAt(t) / exact).toBeCloseTo(1, 4)
  })

  test('ends without a correction', () => {
    expect(correctionAt(1_000_000)).toBe(1)
  })
})

test('schedule-free gives each step its share of all weights until then', () => {
  const scalars = scalarsOf({ kind: 'schedule-free-sgd', r: 1 })
  const shares = [0.5, 1, 0.25].map((rate) => scalars.next(rate, null)[3])
  // Weights: 1 0.25; 2 1; 3 1, as the largest rate stays 1.
  expect(shares).toEqual([1, 2 / 2.25, 3 / 5.25].map(Math.fround))
  expect(scalars.state()).toEqual([3, 5.25, 1])
})

test('schedule-free does not average while the rate is 0', () => {
  const [, , , share, rest] = scalarsOf({ kind: 'schedule-free-sgd' }).next(0, null)
  expect([share, rest]).toEqual([0, 1])
})
