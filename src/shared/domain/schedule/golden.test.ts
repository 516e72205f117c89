import { expect, test } from 'vitest'
import { compileSchedule, type ScheduleSpec } from './index'

const nodes = (spec: ScheduleSpec, steps: number, run = steps) => {
  const { rateAt } = compileSchedule(spec, { totalEpochs: 1, stepsPerEpoch: run })
  return Array.from({ length: steps }, (_, step) => rateAt(step))
}

interface Golden {
  readonly name: string
  readonly spec: ScheduleSpec
  readonly rates: readonly number[]
  /** Length of the run, where it is not that of the list. */
  readonly run?: number
}

/** Values that the libraries print for small settings, to the digits that are known. */
const golden: readonly Golden[] = [
  {
    name: 'Keras ExponentialDecay',
    spec: { kind: 'exponential', initial: 0.1, gamma: 0.5, every: 2 },
    rates: [0.1, 0.0707107, 0.05, 0.0353553],
  },
  {
    name: 'Keras InverseTimeDecay',
    spec: { kind: 'inverse-time', initial: 0.1, decay: 0.5, every: 2 },
    rates: [0.1, 0.08, 0.0666667, 0.0571429],
  },
  {
    name: 'Keras PiecewiseConstantDecay',
    spec: { kind: 'piecewise', boundaries: [2, 4], rates: [0.1, 0.05, 0.01] },
    rates: [0.1, 0.1, 0.1, 0.05, 0.05, 0.01, 0.01],
  },
  {
    name: 'Keras PolynomialDecay',
    spec: { kind: 'polynomial', initial: 0.1, final: 0.02, power: 2, over: 4 },
    rates: [0.1, 0.065, 0.04, 0.025, 0.02, 0.02],
  },
  {
    name: 'Keras PolynomialDecay, cycle',
    spec: { kind: 'polynomial', initial: 0.1, final: 0.02, over: 4, cycle: true },
    rates: [0.1, 0.08, 0.06, 0.04, 0.02, 0.05, 0.04, 0.03, 0.02, 0.04],
  },
  {
    name: 'Keras CosineDecay',
    spec: { kind: 'cosine', initial: 0.1, final: 0.01, over: 4 },
    rates: [0.1, 0.0868198, 0.055, 0.0231802, 0.01, 0.01],
  },
  {
    name: 'Keras CosineDecay with a warm-up',
    spec: { kind: 'warmup', over: 2, schedule: { kind: 'cosine', initial: 0.1, over: 4 } },
    rates: [0, 0.05, 0.1, 0.0853553, 0.05, 0.0146447, 0, 0],
  },
  {
    name: 'Keras CosineDecayRestarts',
    spec: {
      kind: 'cosine-restarts',
      initial: 0.1,
      final: 0.01,
      period: 2,
      periodFactor: 2,
      peakFactor: 0.5,
    },
    rates: [0.1, 0.055, 0.055, 0.0484099, 0.0325, 0.0165901, 0.0325],
  },
  {
    name: 'PyTorch MultiStepLR',
    spec: { kind: 'multi-step', initial: 0.1, factor: 0.5, milestones: [2, 5] },
    rates: [0.1, 0.1, 0.05, 0.05, 0.05, 0.025],
  },
  {
    name: 'PyTorch LinearLR',
    spec: { kind: 'ramp', rate: 0.1, from: 0.25, over: 4 },
    rates: [0.025, 0.04375, 0.0625, 0.08125, 0.1],
  },
  {
    name: 'PyTorch PolynomialLR',
    spec: { kind: 'polynomial', initial: 0.1, power: 2, over: 4 },
    rates: [0.1, 0.05625, 0.025, 0.00625, 0, 0],
  },
  {
    name: 'PyTorch CosineAnnealingLR',
    spec: { kind: 'cosine', initial: 0.1, final: 0.01, over: 4, after: 'mirror' },
    rates: [0.1, 0.0868198, 0.055, 0.0231802, 0.01, 0.0231802, 0.055, 0.0868198, 0.1],
  },
  {
    name: 'PyTorch CosineAnnealingWarmRestarts',
    spec: { kind: 'cosine-restarts', initial: 0.1, period: 2, periodFactor: 2 },
    rates: [0.1, 0.05, 0.1, 0.0853553, 0.05, 0.0146447, 0.1],
  },
  {
    name: 'PyTorch OneCycleLR',
    spec: { kind: 'one-cycle', peak: 0.1 },
    rates: [
      0.004, 0.052, 0.1, 0.0950485, 0.0811746, 0.0611262, 0.0388742, 0.0188258, 0.0049519, 4e-7,
    ],
  },
  {
    name: 'PyTorch OneCycleLR, three phases of lines',
    spec: { kind: 'one-cycle', peak: 0.1, shape: 'linear', threePhase: true },
    rates: [0.004, 0.052, 0.1, 0.052, 0.004, 0.0032001, 0.0024002, 0.0016002, 0.0008002, 4e-7],
  },
  {
    name: 'optax cosine_onecycle_schedule',
    spec: {
      kind: 'points',
      interpolation: 'cosine',
      points: [
        [0, 0.004],
        [3, 0.1],
        [10, 4e-7],
      ],
    },
    rates: [
      0.004, 0.028, 0.076, 0.1, 0.0950485, 0.0811746, 0.0611262, 0.0388742, 0.0188258, 0.0049519,
      4e-7,
    ],
  },
  {
    name: 'optax linear_onecycle_schedule',
    spec: {
      kind: 'points',
      points: [
        [0, 0.004],
        [3, 0.1],
        [8, 0.004],
        [10, 4e-7],
      ],
    },
    rates: [0.004, 0.036, 0.068, 0.1, 0.0808, 0.0616, 0.0424, 0.0232, 0.004, 0.0020002, 4e-7],
  },
  {
    name: 'fastai fit_one_cycle',
    spec: {
      kind: 'points',
      interpolation: 'cosine',
      points: [
        [0, 0.004],
        [2.5, 0.1],
        [10, 1e-6],
      ],
    },
    rates: [
      0.004, 0.0371672, 0.0908328, 0.0989074, 0.0904509, 0.0750003, 0.0552269, 0.0345498, 0.0165443,
      0.0043237,
    ],
  },
  {
    name: 'PyTorch CyclicLR, triangular2',
    spec: { kind: 'cyclic', low: 0.01, high: 0.1, up: 2, mode: 'triangular2' },
    rates: [0.01, 0.055, 0.1, 0.055, 0.01, 0.0325, 0.055],
  },
  {
    name: 'PyTorch CyclicLR, exp_range',
    spec: { kind: 'cyclic', low: 0.01, high: 0.1, up: 2, mode: 'exp-range', gamma: 0.9 },
    rates: [0.01, 0.0505, 0.0829, 0.042805, 0.01, 0.036572],
  },
  {
    name: 'timm CosineLRScheduler over its warm-up',
    spec: {
      kind: 'points',
      interpolation: 'linear',
      points: [
        [0, 0.01],
        [1, 0.055],
        [2, 0.075],
      ],
    },
    rates: [0.01, 0.055, 0.075],
  },
  {
    name: 'timm CosineLRScheduler, k-decay',
    spec: { kind: 'cosine', initial: 0.1, over: 4, k: 2 },
    rates: [0.1, 0.0990393, 0.0853553, 0.0402455, 0],
  },
  {
    name: 'timm TanhLRScheduler',
    spec: { kind: 'tanh', initial: 0.1, over: 4 },
    rates: [0.0999999, 0.0999877, 0.0982014, 0.0268941, 0],
  },
  {
    name: 'transformers linear with warm-up',
    spec: {
      kind: 'warmup',
      over: 2,
      schedule: { kind: 'polynomial', initial: 1, over: 4 },
    },
    rates: [0, 0.5, 1, 0.75, 0.5, 0.25, 0],
  },
  {
    name: 'transformers cosine_with_min_lr',
    spec: {
      kind: 'warmup',
      over: 2,
      schedule: { kind: 'cosine', initial: 1, final: 0.1, over: 4, after: 'mirror' },
    },
    rates: [0, 0.5, 1, 0.8681981, 0.55, 0.2318019, 0.1, 0.2318019],
  },
  {
    name: 'transformers warmup_stable_decay',
    spec: {
      kind: 'warmup-stable-decay',
      peak: 1,
      warmup: 2,
      decay: 4,
      final: 0.1,
      decayShape: 'one-minus-sqrt',
    },
    run: 8,
    rates: [0.1, 0.55, 1, 1, 1, 0.55, 0.3636039, 0.2205771],
  },
  {
    name: 'transformers inverse_sqrt',
    spec: { kind: 'inverse-sqrt', peak: 1, warmup: 2 },
    rates: [0, 0.5, 1, 0.8164966, 0.7071068],
  },
  {
    name: 'REX',
    spec: { kind: 'rex', initial: 1, over: 4 },
    rates: [1, 0.857143, 0.666667, 0.4, 0],
  },
  {
    name: 'REX, d = 0.9',
    spec: { kind: 'rex', initial: 1, over: 4, d: 0.9 },
    rates: [1, 0.967742, 0.909091, 0.769231, 0],
  },
]

test.each(golden)('$name', ({ spec, rates, run }) => {
  const found = nodes(spec, rates.length, run)
  found.forEach((rate, step) => {
    expect(Math.abs(rate - (rates[step] ?? NaN)), `step ${step}`).toBeLessThan(5e-7)
  })
})

const metrics = [1, ...Array.from({ length: 10 }, () => 0.9)]
const flavors = {
  keras: [0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.0125],
  pytorch: [0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.025],
  optax: [0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025],
} as const

test.each(Object.entries(flavors))('reduce on plateau by the rules of %s', (flavor, expected) => {
  const schedule = compileSchedule(
    {
      kind: 'plateau',
      initial: 0.1,
      patience: 2,
      factor: 0.5,
      cooldown: 1,
      flavor: flavor as keyof typeof flavors,
    },
    { totalEpochs: expected.length + 1, stepsPerEpoch: 3 },
  )
  let state = schedule.initialState
  const rates = expected.map((_, epoch) => {
    const value = metrics[epoch] ?? NaN
    const seen = { epoch, loss: NaN, accuracy: NaN, valLoss: value, valAccuracy: NaN }
    state = JSON.parse(JSON.stringify(schedule.observe(state, seen))) as typeof state
    return schedule.rateAt((epoch + 1) * 3, state)
  })
  rates.forEach((rate, epoch) => expect(rate).toBeCloseTo(expected[epoch] ?? NaN, 12))
})
