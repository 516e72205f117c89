import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileSchedule, scheduleKinds, ScheduleError, type ScheduleSpec } from './index'

const rate = fc.double({ min: 0, max: 10, noNaN: true })
const positive = fc.double({ min: 1e-6, max: 10, noNaN: true })
const share = fc.double({ min: 0, max: 1, noNaN: true })
const factor = fc.double({ min: 0.01, max: 0.99, noNaN: true })
const units = fc.integer({ min: 1, max: 500 })
const percent = fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`)
const duration = fc.oneof(units, percent)
const per = fc.constantFrom('epoch', 'step')
const seed = fc.integer({ min: 0, max: 0xffff_ffff })
const epochs = fc.integer({ min: 0, max: 5 })

type Fields = Record<string, fc.Arbitrary<unknown>>

/** A spec of the kind; fields behind `optional` are there or not. */
const kind = (name: string, required: Fields, optional: Fields = {}) =>
  fc.record<Record<string, unknown>>(
    { kind: fc.constant(name), per, ...required, ...optional },
    { requiredKeys: ['kind', ...Object.keys(required)] },
  )

const moments = (least: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: least, maxLength: 6 })
    .map((all) => [...all].sort((a, b) => a - b))
const range = fc
  .tuple(share, share)
  .map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }))
const interpolation = fc.constantFrom('linear', 'hold', 'smooth', 'log', 'cosine')
const curve = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 8 })
  .chain((times) =>
    fc
      .array(positive, { minLength: times.length, maxLength: times.length })
      .map((rates) => [...times].sort((a, b) => a - b).map((t, index) => [t, rates[index]])),
  )
const expression = fc.constantFrom(
  '0.1 * exp(-progress)',
  'initial * 0.5 ^ floor(epoch / 3)',
  'previous / (1 + 0.1 * t)',
  'epoch < 2 ? 0.1 : max(0.01, 0.1 - step / steps)',
)

/** Specs of every kind whose rates are finite and at least 0 in any run; nested ones are leaves. */
const { spec: anySpec, ...kinds } = fc.letrec((tie) => {
  const child = tie('leaf')
  const leaves = {
    constant: kind('constant', { rate }),
    'hold-release': kind('hold-release', { rate }, { factor: share, hold: duration }),
    polynomial: kind(
      'polynomial',
      { initial: rate },
      { final: rate, power: positive, over: duration, cycle: fc.boolean(), k: positive },
    ),
    cosine: kind(
      'cosine',
      { initial: rate },
      {
        final: rate,
        over: duration,
        after: fc.constantFrom('stay', 'mirror'),
        exponent: positive,
        k: positive,
      },
    ),
    exponential: fc.oneof(
      kind('exponential', { initial: rate, k: rate }, { every: positive, staircase: fc.boolean() }),
      kind('exponential', { initial: rate, gamma: factor }, { every: positive }),
    ),
    'inverse-time': kind(
      'inverse-time',
      { initial: rate, decay: rate },
      { every: positive, staircase: fc.boolean() },
    ),
    'compounding-time': kind('compounding-time', { initial: rate, decay: rate }),
    rex: kind('rex', { initial: rate }, { final: rate, over: duration, d: factor }),
    tanh: kind('tanh', { initial: rate }, { final: rate, over: duration }),
    'flat-cosine': kind('flat-cosine', { initial: rate }, { final: rate, flat: percent }),
    step: kind('step', { initial: rate, factor: share, every: units }),
    'multi-step': kind('multi-step', { initial: rate, factor: share, milestones: moments(0) }),
    piecewise: moments(0).chain((boundaries) =>
      kind('piecewise', {
        boundaries: fc.constant(boundaries),
        rates: fc.array(rate, {
          minLength: boundaries.length + 1,
          maxLength: boundaries.length + 1,
        }),
      }),
    ),
    'cosine-restarts': kind(
      'cosine-restarts',
      { initial: rate, period: duration },
      {
        periodFactor: fc.double({ min: 1, max: 3, noNaN: true }),
        peakFactor: share,
        cycles: units,
        peaks: fc.constantFrom('above-floor', 'absolute'),
      },
    ),
    'one-cycle': kind(
      'one-cycle',
      { peak: rate },
      {
        startDivisor: fc.double({ min: 1, max: 100, noNaN: true }),
        endDivisor: fc.double({ min: 1, max: 1e6, noNaN: true }),
        warmup: fc.integer({ min: 0, max: 50 }).map((each) => `${each}%`),
        shape: fc.constantFrom('cosine', 'linear'),
        threePhase: fc.boolean(),
        momentum: fc.option(range),
      },
    ),
    cyclic: range.chain(({ low, high }) =>
      kind(
        'cyclic',
        { low: fc.constant(low), high: fc.constant(high), up: duration },
        {
          down: duration,
          mode: fc.constantFrom('triangular', 'triangular2', 'exp-range'),
          gamma: factor,
          momentum: fc.option(range),
        },
      ),
    ),
    ramp: kind('ramp', { rate }, { from: share, to: share, over: duration }),
    'log-warmup': kind('log-warmup', { peak: rate, warmup: duration }, { low: rate }),
    'warmup-stable-decay': kind(
      'warmup-stable-decay',
      {
        peak: rate,
        warmup: fc.constantFrom('0%', '10%', '40%'),
        decay: fc.constantFrom('0%', '30%', '50%'),
      },
      {
        final: rate,
        warmupShape: fc.constantFrom('linear', 'cosine', 'one-minus-sqrt'),
        decayShape: fc.constantFrom('linear', 'cosine', 'one-minus-sqrt'),
      },
    ),
    'inverse-sqrt': kind('inverse-sqrt', { peak: rate }, { warmup: duration, timescale: positive }),
    noam: kind('noam', { factor: rate, modelSize: units, warmup: duration }),
    'slanted-triangle': kind(
      'slanted-triangle',
      { peak: rate },
      { cut: factor, ratio: fc.double({ min: 1, max: 100, noNaN: true }), over: duration },
    ),
    plateau: kind(
      'plateau',
      { initial: rate },
      {
        factor: share.map((each) => Math.min(0.99, each)),
        patience: epochs,
        metric: fc.constantFrom('valLoss', 'valAccuracy', 'loss', 'accuracy'),
        mode: fc.constantFrom('min', 'max'),
        threshold: share,
        thresholdMode: fc.constantFrom('relative', 'absolute'),
        cooldown: epochs,
        final: share,
        average: fc.integer({ min: 1, max: 3 }),
        flavor: fc.constantFrom('pytorch', 'keras', 'optax'),
      },
    ),
    greedy: kind(
      'greedy',
      { initial: rate },
      {
        factor,
        patience: epochs,
        cooldown: epochs,
        warmup: epochs,
        window: fc.integer({ min: 1, max: 3 }),
        resetAfter: fc.integer({ min: 1, max: 5 }),
      },
    ),
    points: kind('points', { points: curve }, { interpolation }),
    formula: kind('formula', { expression, initial: rate }),
  }
  const composed = {
    warmup: kind(
      'warmup',
      { schedule: child, over: duration, from: positive },
      {
        shape: fc.constantFrom('linear', 'cosine', 'exponential', 'constant'),
        mode: fc.constantFrom('prepend', 'overlay'),
      },
    ),
    sequence: kind('sequence', {
      parts: fc
        .array(fc.record({ schedule: child, for: duration }), { minLength: 1, maxLength: 4 })
        .chain((parts) =>
          fc
            .boolean()
            .map((open) =>
              parts.map((part, index) =>
                open && index === parts.length - 1 ? { schedule: part.schedule } : part,
              ),
            ),
        ),
    }),
    product: kind('product', {
      factors: fc.array(fc.oneof(child, rate), { minLength: 1, maxLength: 3 }),
    }),
    clamp: kind('clamp', { schedule: child }, { low: share, high: fc.constant(2) }),
    noise: kind(
      'noise',
      { schedule: child },
      {
        distribution: fc.constantFrom('normal', 'uniform'),
        limit: factor,
        seed,
        from: fc.constant('10%'),
        until: fc.constant('80%'),
      },
    ),
  } satisfies Record<string, fc.Arbitrary<unknown>>
  const all = { ...leaves, ...composed } satisfies Record<
    keyof typeof scheduleKinds,
    fc.Arbitrary<unknown>
  >
  return {
    leaf: fc.oneof(...Object.values(leaves)),
    spec: fc.oneof(...Object.values(all)),
    names: fc.constantFrom(...Object.keys(all)),
  }
})

const specs = anySpec as fc.Arbitrary<ScheduleSpec>
const length = fc.record({
  totalEpochs: fc.integer({ min: 1, max: 40 }),
  stepsPerEpoch: fc.integer({ min: 1, max: 20 }),
})
const isRate = (value: number) => Number.isFinite(value) && value >= 0

test('the generators cover every kind', () => {
  const seen = new Set(fc.sample(kinds.names, 2_000))
  expect([...seen].sort()).toEqual(Object.keys(scheduleKinds).sort())
})

test('every step of every valid schedule has a finite rate of at least 0', () => {
  fc.assert(
    fc.property(specs, length, (spec, run) => {
      const { rateAt, totalSteps } = compileSchedule(spec, run)
      for (let step = 0; step < totalSteps; step++) expect(isRate(rateAt(step))).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('whatever a reacting schedule is told, its rates stay finite and its state plain JSON', () => {
  const metric = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, 0))
  fc.assert(
    fc.property(specs, length, fc.array(metric, { minLength: 1 }), (spec, run, values) => {
      const schedule = compileSchedule(spec, run)
      let state = schedule.initialState
      for (let epoch = 0; epoch < run.totalEpochs; epoch++) {
        expect(isRate(schedule.rateAt(epoch * run.stepsPerEpoch, state))).toBe(true)
        const value = values[epoch % values.length] ?? 0
        const seen = { epoch, loss: value, accuracy: value, valLoss: value, valAccuracy: value }
        state = schedule.observe(state, seen)
        const kept = JSON.parse(JSON.stringify(state)) as typeof state
        const next = Math.min((epoch + 1) * run.stepsPerEpoch, schedule.totalSteps - 1)
        expect(schedule.rateAt(next, kept)).toBe(schedule.rateAt(next, state))
      }
    }),
    { numRuns: 500 },
  )
})

test('momentum, where it is set, lies between 0 and 1', () => {
  fc.assert(
    fc.property(specs, length, (spec, run) => {
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
    fc.property(specs, length, (spec, run) => {
      const first = compileSchedule(spec, run)
      const copy = JSON.parse(JSON.stringify(spec)) as ScheduleSpec
      expect(copy).toEqual(spec)
      const again = compileSchedule(copy, run)
      for (let step = first.totalSteps - 1; step >= 0; step--) {
        expect(again.rateAt(step)).toBe(first.rateAt(step))
      }
    }),
    { numRuns: 500 },
  )
})

test('held steps have the rate of the first of them', () => {
  fc.assert(
    fc.property(specs, length, (spec, run) => {
      const { rateAt, totalSteps, heldSteps } = compileSchedule(spec, run)
      for (let step = 0; step < totalSteps; step++) {
        expect(rateAt(step)).toBe(rateAt(step - (step % heldSteps)))
      }
    }),
    { numRuns: 500 },
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
