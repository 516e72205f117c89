import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileSchedule, scheduleKinds, ScheduleError, type ScheduleSpec } from './index'

const rate = fc.double({ min: 0, max: 10, noNaN: true })
const positive = fc.double({ min: 1e-6, max: 10, noNaN: true })
const units = fc.integer({ min: 1, max: 500 })
const per = fc.constantFrom('epoch', 'step')
const kind = (name: string, fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ kind: fc.constant(name), per, ...fields }) as fc.Arbitrary<ScheduleSpec>

const specs = {
  constant: kind('constant', { rate }),
  polynomial: kind('polynomial', {
    initial: rate,
    final: rate,
    power: positive,
    over: fc.oneof(
      units,
      fc.integer({ min: 1, max: 100 }).map((share) => `${share}%`),
    ),
    cycle: fc.boolean(),
  }),
  'inverse-time': kind('inverse-time', { initial: rate, decay: rate, every: positive }),
  'compounding-time': kind('compounding-time', { initial: rate, decay: rate }),
  exponential: kind('exponential', { initial: rate, k: rate, every: positive }),
  step: kind('step', {
    initial: rate,
    factor: fc.double({ min: 0, max: 1, noNaN: true }),
    every: units,
  }),
} satisfies Record<keyof typeof scheduleKinds, fc.Arbitrary<ScheduleSpec>>

const anySpec = fc.oneof(...Object.values(specs))
const length = fc.record({
  totalEpochs: fc.integer({ min: 1, max: 40 }),
  stepsPerEpoch: fc.integer({ min: 1, max: 20 }),
})

test('every step of every valid schedule has a finite rate of at least 0', () => {
  fc.assert(
    fc.property(anySpec, length, (spec, run) => {
      const { rateAt, totalSteps } = compileSchedule(spec, run)
      for (let step = 0; step < totalSteps; step++) {
        expect(Number.isFinite(rateAt(step)) && rateAt(step) >= 0).toBe(true)
      }
    }),
  )
})

test('a spec means the same after a way through JSON, in whatever order steps are asked', () => {
  fc.assert(
    fc.property(anySpec, length, (spec, run) => {
      const first = compileSchedule(spec, run)
      const again = compileSchedule(JSON.parse(JSON.stringify(spec)) as ScheduleSpec, run)
      for (let step = first.totalSteps - 1; step >= 0; step--) {
        expect(again.rateAt(step)).toBe(first.rateAt(step))
      }
    }),
  )
})

test('a rate set per epoch is held for the whole epoch', () => {
  fc.assert(
    fc.property(anySpec, length, (spec, run) => {
      const { rateAt, totalSteps } = compileSchedule({ ...spec, per: 'epoch' }, run)
      for (let step = 0; step < totalSteps; step++) {
        expect(rateAt(step)).toBe(rateAt(step - (step % run.stepsPerEpoch)))
      }
    }),
  )
})

const kindName = fc.constantFrom(...Object.keys(scheduleKinds))

test('whatever else is given is refused in words, never a crash', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), kindName, (fields, name) => {
      const spec = { ...fields, kind: name }
      try {
        compileSchedule(spec as unknown as ScheduleSpec, { totalEpochs: 2, stepsPerEpoch: 3 })
      } catch (error) {
        expect(error).toBeInstanceOf(ScheduleError)
      }
    }),
  )
})
