import fc from 'fast-check'
import {
  curve,
  duration,
  epochs,
  expression,
  factor,
  interpolation,
  kind,
  moments,
  percent,
  positive,
  range,
  rate,
  share,
  units,
} from './fields'

/** Specs of every kind that holds no other, whose rates are finite and at least 0 in any run. */
export const leafSpecs = {
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
} satisfies Record<string, fc.Arbitrary<unknown>>
