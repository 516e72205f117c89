import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileSchedule, type ScheduleSpec } from './index'
import { previewOf, type Preview } from './preview'
import { lengths, specs } from './testing/specs'

const all = ({ totalSteps, rateAt }: ReturnType<typeof compileSchedule>) =>
  Array.from({ length: totalSteps }, (_, step) => rateAt(step))

test('stairs keep both ends of every tread', () => {
  const spec: ScheduleSpec = { kind: 'step', per: 'epoch', initial: 1, factor: 0.5, every: 1 }
  const compiled = compileSchedule(spec, { totalEpochs: 3, stepsPerEpoch: 10 })
  expect(previewOf(compiled, 100)).toEqual({
    steps: [0, 9, 10, 19, 20, 29],
    rates: [1, 1, 0.5, 0.5, 0.25, 0.25],
  })
})

test('one spike among a million steps is there, and so are both its sides', () => {
  const spec: ScheduleSpec = { kind: 'formula', expression: 'step == 654321 ? 1 : 0.1' }
  const compiled = compileSchedule(spec, { totalEpochs: 1_000, stepsPerEpoch: 1_000 })
  const { steps, rates } = previewOf(compiled, 50)
  const at = steps.indexOf(654_321)
  expect([steps[at - 1], steps[at]]).toEqual([654_320, 654_321])
  expect([rates[at - 1], rates[at]]).toEqual([0.1, 1])
  expect(steps.length).toBeLessThanOrEqual(300)
})

test('the extremes of the preview are those of the run, and every point lies on the curve', () => {
  fc.assert(
    fc.property(specs, lengths, fc.integer({ min: 1, max: 20 }), (spec, run, buckets) => {
      const compiled = compileSchedule(spec, run)
      const { steps, rates } = previewOf(compiled, buckets)
      const every = all(compiled)
      expect(Math.min(...rates)).toBe(Math.min(...every))
      expect(Math.max(...rates)).toBe(Math.max(...every))
      expect(rates).toEqual(steps.map((step) => every[step]))
      expect(steps[0]).toBe(0)
      expect(steps.at(-1)).toBe(every.length - 1)
      expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b))
    }),
    { numRuns: 500 },
  )
})

/** The rates that the straight lines of a preview show, step by step. */
function shown({ steps, rates }: Preview): readonly number[] {
  return steps.slice(1).flatMap((to, index) => {
    const [from = 0, before = NaN, after = NaN] = [steps[index], rates[index], rates[index + 1]]
    const slope = (after - before) / (to - from)
    return Array.from({ length: to - from }, (_, step) => before + slope * step)
  })
}

const peak = fc.double({ min: 0.01, max: 1, noNaN: true })
const share = fc.integer({ min: 20, max: 100 }).map((each) => `${each}%` as const)
const power = fc.double({ min: 1, max: 4, noNaN: true })
const continuous: fc.Arbitrary<ScheduleSpec> = fc.oneof(
  fc.record({
    kind: fc.constant('polynomial' as const),
    initial: peak,
    final: peak,
    over: share,
    power,
  }),
  fc.record({ kind: fc.constant('cosine' as const), initial: peak, over: share }),
  fc.record({ kind: fc.constant('rex' as const), initial: peak, over: share }),
  fc.record({ kind: fc.constant('tanh' as const), initial: peak, final: peak }),
  fc.record({ kind: fc.constant('one-cycle' as const), peak }),
  fc.record({ kind: fc.constant('slanted-triangle' as const), peak }),
  fc.record({ kind: fc.constant('cyclic' as const), low: fc.constant(0), high: peak, up: share }),
)

test('straight lines between the points stay close to a continuous curve', () => {
  fc.assert(
    fc.property(continuous, (spec) => {
      const compiled = compileSchedule(spec, { totalEpochs: 50, stepsPerEpoch: 100 })
      const every = all(compiled)
      const spread = Math.max(...every) - Math.min(...every)
      const gaps = shown(previewOf(compiled, 100)).map((rate, step) =>
        Math.abs(rate - (every[step] ?? NaN)),
      )
      expect(gaps).toHaveLength(every.length - 1)
      expect(Math.max(...gaps)).toBeLessThanOrEqual(0.005 * spread + 1e-12)
    }),
    { numRuns: 50 },
  )
})
