import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compileSchedule,
  scheduleKinds,
  ScheduleError,
  withMetrics,
  type RunLength,
  type ScheduleSpec,
} from './index'
import { lengths, nestedSpecs, specs } from './testing/specs'

const anySpec = fc.oneof(specs, nestedSpecs)
const isRate = (value: number) => Number.isFinite(value) && value >= 0

/** The first step with the fault, or null: an assertion for each step would take most of the time. */
function firstStep(totalSteps: number, isFaulty: (step: number) => boolean): number | null {
  for (let step = 0; step < totalSteps; step++) if (isFaulty(step)) return step
  return null
}

test('the generators cover every kind', () => {
  const seen = new Set(fc.sample(specs, 2_000).map(({ kind }) => kind))
  expect([...seen].sort()).toEqual(Object.keys(scheduleKinds).sort())
})

test('every step of every valid schedule has a finite rate of at least 0', () => {
  fc.assert(
    fc.property(specs, lengths, (spec, run) => {
      const { rateAt, totalSteps } = compileSchedule(spec, run)
      expect(firstStep(totalSteps, (step) => !isRate(rateAt(step)))).toBeNull()
    }),
    { numRuns: 2_000 },
  )
})

test('whatever a reacting schedule is told, its rates stay finite and its state plain JSON', () => {
  const metric = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, 0))
  fc.assert(
    fc.property(anySpec, lengths, fc.array(metric, { minLength: 1 }), (spec, run, values) => {
      const schedule = compileSchedule(spec, run)
      let state = schedule.initialState
      let kept = state
      for (let epoch = 0; epoch < run.totalEpochs; epoch++) {
        expect(isRate(schedule.rateAt(epoch * run.stepsPerEpoch, state))).toBe(true)
        const value = values[epoch % values.length] ?? 0
        const seen = { epoch, loss: value, accuracy: value, valLoss: value, valAccuracy: value }
        state = schedule.observe(state, seen)
        kept = JSON.parse(JSON.stringify(schedule.observe(kept, seen))) as typeof kept
        const next = Math.min((epoch + 1) * run.stepsPerEpoch, schedule.totalSteps - 1)
        expect(schedule.rateAt(next, kept)).toBe(schedule.rateAt(next, state))
      }
    }),
    { numRuns: 500 },
  )
})

test('momentum, where it is set, lies between 0 and 1', () => {
  fc.assert(
    fc.property(specs, lengths, (spec, run) => {
      const { momentumAt, setsMomentum, totalSteps } = compileSchedule(spec, run)
      for (let step = 0; step < totalSteps; step++) {
        const momentum = momentumAt(step)
        if (momentum === null) continue
        expect(setsMomentum && momentum >= -1e-12 && momentum <= 1 + 1e-12).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('a spec means the same after a way through JSON, in whatever order steps are asked', () => {
  fc.assert(
    fc.property(specs, lengths, (spec, run) => {
      const first = compileSchedule(spec, run)
      const copy = JSON.parse(JSON.stringify(spec)) as ScheduleSpec
      expect(copy).toEqual(spec)
      const again = compileSchedule(copy, run)
      const last = first.totalSteps - 1
      const differs = (back: number) => again.rateAt(last - back) !== first.rateAt(last - back)
      expect(firstStep(first.totalSteps, differs)).toBeNull()
    }),
    { numRuns: 500 },
  )
})

/** What reacts changes its rate as often as it may. */
function inWorseningRun(spec: ScheduleSpec, run: RunLength) {
  const compiled = compileSchedule(spec, run)
  return withMetrics(
    compiled,
    Array.from({ length: run.totalEpochs }, (_, epoch) => epoch),
  )
}

test('held steps have the rate of the first of them, however deep units are mixed', () => {
  fc.assert(
    fc.property(anySpec, lengths, (spec, run) => {
      const { rateAt, totalSteps, heldSteps } = inWorseningRun(spec, run)
      expect([1, run.stepsPerEpoch]).toContain(heldSteps)
      const differs = (step: number) => rateAt(step) !== rateAt(step - (step % heldSteps))
      expect(firstStep(totalSteps, differs)).toBeNull()
    }),
    { numRuns: 1_000 },
  )
})

const kindName = fc.constantFrom(...Object.keys(scheduleKinds))

/** Any spec with something wrong in it somewhere: a field gone, replaced or new. */
const broken = fc
  .tuple(specs, fc.nat(), fc.anything(), fc.string())
  .map(([spec, pick, value, name]) => {
    const fields: Record<string, unknown> = { ...spec }
    const names = Object.keys(fields)
    const chosen = names[pick % names.length] ?? 'kind'
    if (pick % 3 === 0) Reflect.deleteProperty(fields, chosen)
    else fields[pick % 3 === 1 ? chosen : name] = value
    return fields
  })
const junk = fc.oneof(
  fc.anything(),
  broken,
  fc
    .tuple(fc.dictionary(fc.string(), fc.jsonValue()), kindName)
    .map(([fields, name]) => ({ ...fields, kind: name })),
)

test('whatever else is given is refused in words, never a crash', () => {
  fc.assert(
    fc.property(junk, (spec) => {
      try {
        const { rateAt } = compileSchedule(spec as ScheduleSpec, {
          totalEpochs: 2,
          stepsPerEpoch: 3,
        })
        for (let step = 0; step < 6; step++) expect(isRate(rateAt(step))).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(ScheduleError)
        expect((error as ScheduleError).message).toMatch(/^schedule[.:]/)
      }
    }),
    { numRuns: 10_000 },
  )
})
