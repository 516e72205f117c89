import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileSchedule, definitionOf, scheduleKinds, ScheduleError } from '../index'
import type { NestedSpec, ScheduleKind, ScheduleSpec } from '../index'
import { codeTargets, scheduleCode, type CodeTarget } from './index'

interface Case {
  readonly name: string
  readonly spec: ScheduleSpec
  readonly epochs: number
  readonly stepsPerEpoch: number
  readonly metricValues?: readonly number[]
}

interface Executed {
  readonly name: string
  readonly target: CodeTarget
  readonly sha256: string
  readonly rates: readonly number[]
  readonly momenta?: readonly number[]
}

const fixture = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../../../../fixtures/code/${name}`, import.meta.url), 'utf8'),
  ) as unknown
const cases = fixture('cases.json') as readonly Case[]
const { texts: executed } = fixture('executed.json') as { readonly texts: readonly Executed[] }

const lengthOf = ({ epochs, stepsPerEpoch }: Case) => ({ totalEpochs: epochs, stepsPerEpoch })
const ran = (name: string, target: CodeTarget) =>
  executed.find((each) => each.name === name && each.target === target)
const text = (spec: ScheduleSpec, to: CodeTarget) =>
  scheduleCode(spec, { to, length: { totalEpochs: 6, stepsPerEpoch: 5 } })

/** Rates and momenta of every step, told of the case's metric after each epoch. */
function planned(each: Case) {
  const schedule = compileSchedule(each.spec, lengthOf(each))
  let state = schedule.initialState
  const steps = Array.from({ length: schedule.totalSteps }, (_, step) => {
    if (step > 0 && step % each.stepsPerEpoch === 0) {
      const epoch = step / each.stepsPerEpoch - 1
      const value = each.metricValues?.[epoch] ?? 0
      const metrics = { loss: value, accuracy: value, valLoss: value, valAccuracy: value }
      state = schedule.observe(state, { epoch, ...metrics })
    }
    return { rate: schedule.rateAt(step, state), momentum: schedule.momentumAt(step) }
  })
  return { rates: steps.map(({ rate }) => rate), momenta: steps.map(({ momentum }) => momentum) }
}

/**
 * PyTorch and JAX count in double precision here, Keras in single. Where a rate all but vanishes,
 * fewer digits are left: from there on the error is a share of the peak.
 */
const precision = {
  pytorch: { error: 1e-9, ofPeak: 1e-6 },
  optax: { error: 1e-9, ofPeak: 1e-6 },
  keras: { error: 1e-6, ofPeak: 0.1 },
}

/** The largest difference, as a share of the rate or of what counts as the least one. */
function largestError(actual: readonly number[], wanted: readonly number[], ofPeak = 1e-6) {
  const least = Math.max(...wanted) * ofPeak
  return Math.max(
    ...wanted.map((rate, step) => {
      const difference = Math.abs((actual[step] ?? NaN) - rate)
      return difference === 0 ? 0 : difference / Math.max(rate, least)
    }),
  )
}

describe.each(codeTargets)('code for %s', (target) => {
  test.each(cases.map((each) => [each.name, each] as const))('%s', (name, each) => {
    const code = scheduleCode(each.spec, { to: target, length: lengthOf(each), name })
    const record = ran(name, target)
    const sha256 = createHash('sha256').update(code).digest('hex')
    expect(record?.sha256, 'the text was never run: see fixtures/code/README.md').toBe(sha256)
    const { rates } = planned(each)
    expect(record?.rates).toHaveLength(rates.length)
    const { error, ofPeak } = precision[target]
    expect(largestError(record?.rates ?? [], rates, ofPeak)).toBeLessThan(error)
  })
})

const nestedIn = (spec: NestedSpec): readonly NestedSpec[] => {
  const inner = [
    spec.schedule,
    ...((spec.parts ?? []) as readonly { schedule: unknown }[]).map((part) => part.schedule),
    ...((spec.factors ?? []) as readonly unknown[]),
  ] as readonly (NestedSpec | number | undefined)[]
  return [spec, ...inner.flatMap((each) => (typeof each === 'object' ? nestedIn(each) : []))]
}

test.each(Object.keys(scheduleKinds) as ScheduleKind[])(
  '%s is executed with every field',
  (kind) => {
    const specs = cases.flatMap(({ spec }) => nestedIn(spec)).filter((spec) => spec.kind === kind)
    const used = new Set(specs.flatMap((spec) => Object.keys(spec)))
    expect([...used]).toEqual(expect.arrayContaining(Object.keys(definitionOf(kind).fields)))
  },
)

test('every choice of every kind is executed', () => {
  const specs = cases.flatMap(({ spec }) => nestedIn(spec))
  const untried = (Object.keys(scheduleKinds) as ScheduleKind[]).flatMap((kind) =>
    Object.entries(definitionOf(kind).fields).flatMap(([name, field]) => {
      if (field.type !== 'choice' && field.type !== 'optional-choice') return []
      const own = specs.filter((spec) => spec.kind === kind)
      const standard = 'fallback' in field ? field.fallback : undefined
      const tried = own.map((spec) => spec[name] ?? standard)
      return field.choices
        .filter((choice) => !tried.includes(choice))
        .map((choice) => `${kind}.${name}: ${choice}`)
    }),
  )
  expect(untried).toEqual([])
})

test('the momentum of one-cycle and cyclic schedules reaches a PyTorch optimizer', () => {
  const names = executed.filter(({ momenta }) => momenta).map(({ name }) => name)
  expect(names.length).toBeGreaterThanOrEqual(4)
  for (const each of cases.filter(({ name }) => names.includes(name))) {
    const wanted = planned(each).momenta.map((momentum) => momentum ?? NaN)
    const momenta = ran(each.name, 'pytorch')?.momenta ?? []
    expect(largestError(momenta, wanted), each.name).toBeLessThan(1e-9)
  }
})

describe('the libraries’ own classes are used where they agree', () => {
  const own = (spec: ScheduleSpec, to: CodeTarget) => text({ ...spec, per: 'step' }, to)
  const cosine = { kind: 'cosine', initial: 0.1 } as const

  test.each([
    [
      { kind: 'step', initial: 0.1, factor: 0.5, every: 4 },
      'StepLR(',
      'ExponentialDecay(',
      'optax.exponential_decay(',
    ],
    [
      { kind: 'polynomial', initial: 0.1 },
      'PolynomialLR(',
      'PolynomialDecay(',
      'optax.linear_schedule(',
    ],
    [cosine, 'CosineAnnealingLR(', 'CosineDecay(', 'optax.cosine_decay_schedule('],
    [
      { kind: 'warmup', over: 3, schedule: cosine },
      'SequentialLR(',
      'warmup_target=',
      'optax.warmup_cosine_decay_schedule(',
    ],
    [
      { kind: 'multi-step', initial: 0.1, factor: 0.1, milestones: [3] },
      'MultiStepLR(',
      'PiecewiseConstantDecay(',
      'optax.piecewise_constant_schedule(',
    ],
    [{ kind: 'plateau', initial: 0.1 }, 'ReduceLROnPlateau(', 'class Plateau:', 'class Plateau:'],
    [
      { kind: 'plateau', initial: 0.1, flavor: 'keras' },
      'class Plateau:',
      'keras.callbacks.ReduceLROnPlateau(',
      'class Plateau:',
    ],
    [
      { kind: 'plateau', initial: 0.1, flavor: 'optax' },
      'class Plateau:',
      'class Plateau:',
      'optax.contrib.reduce_on_plateau(',
    ],
  ] as const)('%o', (spec, pytorch, keras, optax) => {
    expect(own(spec, 'pytorch')).toContain(pytorch)
    expect(own(spec, 'keras')).toContain(keras)
    expect(own(spec, 'optax')).toContain(optax)
  })
  test('not where PyTorch would climb again after the end', () => {
    const code = own({ ...cosine, over: 10 }, 'pytorch')
    expect(code).not.toContain('CosineAnnealingLR')
    expect(code).toContain('LambdaLR(optimizer, rate)')
  })
  test('not where OneCycleLR would divide by zero', () => {
    const code = own({ kind: 'one-cycle', peak: 0.3, warmup: 1 }, 'pytorch')
    expect(code).not.toContain('OneCycleLR(')
    expect(code).toContain('# Momentum is not set here')
  })
})

describe('texts', () => {
  const spec = { kind: 'cosine', initial: 0.1, over: '50%' } as const

  test('say how long the run is, with shares as units', () => {
    const code = text({ ...spec, per: 'step' }, 'optax')
    expect(code).toContain('EPOCHS = 6\nSTEPS_PER_EPOCH = 5\n')
    expect(code).toContain('OVER_STEPS = 15\n')
  })
  test('say when to step', () => {
    expect(text({ ...spec, per: 'epoch' }, 'pytorch')).toContain(
      'scheduler.step() after every epoch',
    )
    expect(text({ ...spec, per: 'step' }, 'pytorch')).toContain(
      'scheduler.step() after every batch',
    )
  })
  test('carry a name, on one line whatever is in it', () => {
    const length = { totalEpochs: 1, stepsPerEpoch: 1 }
    const code = scheduleCode(spec, { to: 'keras', length, name: 'mine\nimport os\u2028' })
    expect(code.split('\n')[0]).toMatch(/^# mine import os: a learning-rate schedule/)
  })
  test('keep numbers to the last digit', () => {
    const rate = 0.1 + 0.2
    expect(text({ kind: 'constant', rate }, 'pytorch')).toContain('RATE = 0.30000000000000004\n')
  })
  test('are refused for a spec that the run cannot have', () => {
    const spec = { kind: 'warmup-stable-decay', peak: 0.1, warmup: 20, decay: 20 } as const
    expect(() => text(spec, 'keras')).toThrow(ScheduleError)
  })
})
