import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileSchedule, type ScheduleSpec } from '../index'
import { lengths, specs } from '../testing/specs'
import { withMetrics } from '../with-metrics'
import { dialectsOf, exampleMetricValues, intendedExamples } from './index'
import { libraryRates } from './testing/library-rates'

const steps = (stepsPerEpoch: number) => ({ totalEpochs: 1, stepsPerEpoch })
const ratesOf = (spec: ScheduleSpec, count: number, run = count) => {
  const { rateAt } = compileSchedule(spec, steps(run))
  return Array.from({ length: count }, (_, step) => rateAt(step))
}
const dialectNamed = (name: string, spec: ScheduleSpec, run: number) => {
  const found = dialectsOf(spec, steps(run)).find((dialect) => dialect.name === name)
  if (!found) throw new Error(`${name} has no such schedule`)
  return found
}

describe.each(libraryRates)('$design', ({ spec, rates }) => {
  const count = Object.values(rates)[0]?.length ?? 0
  const dialects = dialectsOf(spec, steps(count))

  test.each(Object.entries(rates))('%s', (name, expected) => {
    const dialect = dialectNamed(name, spec, count)
    ratesOf(dialect.spec, count).forEach((rate, step) => {
      expect(Math.abs(rate - (expected[step] ?? NaN)), `step ${step}`).toBeLessThan(5e-8)
    })
  })
  test('every library that has it is measured, or writes out its cycles', () => {
    const measured = dialects.filter(({ call }) => !call.includes('...')).map(({ name }) => name)
    expect(measured).toEqual(Object.keys(rates))
  })
})

/** The digits that are known of the libraries' own output. */
test.each<[string, string, ScheduleSpec, number, readonly number[]]>([
  [
    'timm',
    'cosine underneath a warm-up',
    { kind: 'warmup', over: 2, from: 0.1, schedule: { kind: 'cosine', initial: 0.1, over: 6 } },
    8,
    [0.01, 0.055, 0.075, 0.05, 0.025, 0.0066987, 0],
  ],
  [
    'timm with warmup_prefix',
    'cosine after a warm-up',
    { kind: 'warmup', over: 2, from: 0.1, schedule: { kind: 'cosine', initial: 0.1, over: 6 } },
    8,
    [0.01, 0.055, 0.1, 0.0933013, 0.075, 0.05, 0.025],
  ],
  [
    'Keras',
    'cosine after a warm-up',
    { kind: 'warmup', over: 2, schedule: { kind: 'cosine', initial: 0.1, over: 4 } },
    8,
    [0, 0.05, 0.1, 0.0853553, 0.05, 0.0146447, 0, 0],
  ],
  [
    'transformers',
    'cosine_with_min_lr',
    {
      kind: 'warmup',
      over: 2,
      schedule: { kind: 'cosine', initial: 1, final: 0.1, over: 6 },
    },
    8,
    [0, 0.5, 1, 0.8681981, 0.55, 0.2318019, 0.1, 0.2318019],
  ],
  [
    'fastai',
    'one cycle',
    { kind: 'one-cycle', peak: 0.1, warmup: '25%', endDivisor: 1e5 },
    10,
    [
      0.004, 0.0371672, 0.0908328, 0.0989074, 0.0904509, 0.0750003, 0.0552269, 0.0345498, 0.0165443,
      0.0043237,
    ],
  ],
])('%s, %s', (name, _, spec, run, expected) => {
  const rates = ratesOf(dialectNamed(name, spec, run).spec, expected.length, run)
  rates.forEach((rate, step) => {
    expect(Math.abs(rate - (expected[step] ?? NaN)), `step ${step}`).toBeLessThan(1e-7)
  })
})

describe('reduce on plateau', () => {
  const metrics = [1, ...Array.from({ length: 9 }, () => 0.9)]
  const run = { totalEpochs: 10, stepsPerEpoch: 1 }
  const spec = {
    kind: 'plateau',
    initial: 0.1,
    patience: 2,
    factor: 0.5,
    cooldown: 1,
  } as const
  const rates = (name: string) => {
    const dialect = dialectsOf(spec, run).find((each) => each.name === name)
    const told = withMetrics(compileSchedule(dialect?.spec ?? spec, run), metrics)
    return metrics.map((_, epoch) => told.rateAt(epoch))
  }
  test.each([
    ['Keras', [0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.0125, 0.0125]],
    ['PyTorch', [0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.025]],
    ['transformers', [0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.025]],
    ['optax', [0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025]],
  ])('%s', (name, expected) => expect(rates(name)).toEqual(expected))

  test('Keras takes any threshold for an absolute one; optax knows no metric that should rise', () => {
    const rising = { ...spec, mode: 'max', thresholdMode: 'relative' } as const
    const dialects = dialectsOf(rising, run)
    expect(dialects.map(({ library }) => library)).toEqual(['keras', 'pytorch', 'transformers'])
    expect(dialects[0]?.spec).toMatchObject({ flavor: 'keras', thresholdMode: 'absolute' })
  })
  test('the example improves for a third of the run, then stands still', () => {
    const falling = exampleMetricValues(9)
    expect(falling.map((value) => Number(value.toFixed(4)))).toEqual([
      1, 0.95, 0.9025, 0.8574, 0.8574, 0.8574, 0.8574, 0.8574, 0.8574,
    ])
    expect(exampleMetricValues(9, 'max')[8]).toBeCloseTo(1 - 0.857375 / 2, 12)
  })
})

test('the calls can be read and run', () => {
  const calls = (spec: ScheduleSpec) => dialectsOf(spec, steps(90)).map(({ call }) => call)
  expect(
    calls({ kind: 'multi-step', per: 'epoch', initial: 0.1, factor: 0.1, milestones: [30, 60] }),
  ).toEqual([
    'LearningRateScheduler(PiecewiseConstantDecay(boundaries=[30, 60], values=[0.1, 0.01, 0.001]))',
    'MultiStepLR(milestones=[30, 60], gamma=0.1)',
    'piecewise_constant_schedule(0.1, {30: 0.1, 60: 0.1})(step // steps_per_epoch)',
    'MultiStepLRScheduler(decay_t=[30, 60], decay_rate=0.1, t_in_epochs=True)',
  ])
  expect(calls({ kind: 'cosine', initial: 0.1, final: 0.001 })).toContain(
    'CosineDecay(initial_learning_rate=0.1, decay_steps=90, alpha=0.01)',
  )
})

test('a library whose class cannot say the design is left out', () => {
  const libraries = (spec: ScheduleSpec) =>
    dialectsOf(spec, steps(20)).map(({ library }) => library)
  expect(libraries({ kind: 'step', initial: 1, factor: 0.5, every: 2.5 })).not.toContain('pytorch')
  expect(libraries({ kind: 'cosine', initial: 1, k: 2 })).toEqual([])
  expect(libraries({ kind: 'constant', rate: 1 })).toEqual([])
  expect(libraries({ kind: 'rex', initial: 1 })).toEqual([])
  expect(
    libraries({
      kind: 'warmup',
      per: 'step',
      over: 2,
      schedule: { kind: 'cosine', per: 'epoch', initial: 1 },
    }),
  ).toEqual([])
})

test('whatever the design, its dialects can be compiled, are two or more, and have names of their own', () => {
  fc.assert(
    fc.property(specs, lengths, (spec, run) => {
      const dialects = dialectsOf(spec, run)
      for (const dialect of dialects) compileSchedule(dialect.spec, run)
      expect(dialects).not.toHaveLength(1)
      expect(new Set(dialects.map(({ name }) => name)).size).toBe(dialects.length)
    }),
    { numRuns: 1_000 },
  )
})

test('the article: what was meant is not what was applied', () => {
  const article = { totalEpochs: 100, stepsPerEpoch: 250 }
  const at = (spec: ScheduleSpec, epoch: number) =>
    Number(
      compileSchedule(spec, article)
        .rateAt(epoch * 250)
        .toPrecision(3),
    )
  const [decay, timeBased] = intendedExamples
  expect([decay && at(decay.intended, 1), decay && at(decay.applied, 1)]).toEqual([0.099, 0.0286])
  expect([timeBased && at(timeBased.intended, 38), timeBased && at(timeBased.applied, 38)]).toEqual(
    [0.42, 0.0153],
  )
})
