import type { GlossaryEntry } from './entry'

const group = 'schedules'

/** Terms of schedules. What comes first is needed for what follows. */
export const scheduleTerms = {
  learningRate: {
    group,
    title: 'Learning rate',
    also: 'lr eta step size',
    text: 'How far the weights are moved at each step along the direction that lowers the loss. Too high and training jumps about or blows up; too low and it crawls.',
  },
  schedule: {
    group,
    title: 'Schedule',
    also: 'scheduler lr schedule decay',
    text: 'The plan of the learning rate over a run: which rate is used at which step or epoch.',
  },
  constant: {
    group,
    title: 'Constant rate',
    text: 'The same learning rate from the first step to the last. The plainest baseline for any schedule.',
  },
  decay: {
    group,
    title: 'Decay',
    also: 'annealing',
    text: 'Lowering the rate as training goes on: large steps find the region, small ones settle in it.',
  },
  warmup: {
    group,
    title: 'Warm-up',
    also: 'warmup ramp-up',
    text: 'The first part of a run, in which the rate climbs from near 0 to its peak. It keeps fresh, random weights from being thrown off by large steps.',
  },
  cooldown: {
    group,
    title: 'Cool-down',
    also: 'cooldown decay phase annealing',
    text: 'The last part of a run, in which the rate falls towards 0. Much of the final gain in loss comes here.',
  },
  peak: {
    group,
    title: 'Peak rate',
    also: 'base lr maximum',
    text: 'The highest rate of a schedule. Most comparisons stand or fall with it.',
  },
  floor: {
    group,
    title: 'Floor',
    also: 'minimum lr eta min',
    text: 'A rate below which a schedule does not fall.',
  },
  linear: {
    group,
    title: 'Linear decay',
    text: 'The rate falls by the same amount at every step, often down to 0 at the end.',
  },
  stepDecay: {
    group,
    title: 'Step decay',
    also: 'multi-step piecewise staircase milestones',
    text: 'The rate stays level and drops by a factor at set moments, like a staircase.',
  },
  exponential: {
    group,
    title: 'Exponential decay',
    also: 'gamma decay rate',
    text: 'The rate is multiplied by the same factor again and again; on a logarithmic axis it is a straight line.',
  },
  timeBased: {
    group,
    title: 'Time-based decay',
    also: 'inverse time 1/t',
    text: 'The rate is divided by 1 plus a multiple of the time: quick decay at first, slower and slower later.',
  },
  polynomial: {
    group,
    title: 'Polynomial decay',
    also: 'power',
    text: 'The rate falls as a power of the time that is left. Power 1 is linear; higher powers fall early.',
  },
  cosine: {
    group,
    title: 'Cosine',
    also: 'cosine annealing half cosine',
    text: 'The rate follows half a cosine wave: slow at first, fast in the middle, and slow again near the end.',
  },
  restarts: {
    group,
    title: 'Restarts',
    also: 'sgdr warm restarts cosine',
    text: 'The rate jumps back up and falls again, several times in a run. A jump may carry the weights out of a poor region.',
  },
  cyclic: {
    group,
    title: 'Cyclic rate',
    also: 'clr triangular cycle',
    text: 'The rate swings between a lower and an upper bound over and over, usually in triangles.',
  },
  oneCycle: {
    group,
    title: 'One cycle',
    also: 'super-convergence 1cycle',
    text: 'One rise to a high rate and one longer fall, over the whole run; momentum often moves the other way.',
  },
  stable: {
    group,
    title: 'Warm-up, stable, decay',
    also: 'wsd trapezoid hold',
    text: 'Up to the peak, level for most of the run, then down. The level part can be prolonged, and each cool-down starts from a checkpoint.',
  },
  inverseSqrt: {
    group,
    title: 'Inverse square root',
    also: 'noam rsqrt transformer',
    text: 'After the warm-up the rate falls with the square root of the steps done. It needs no known end of the run.',
  },
  plateau: {
    group,
    title: 'Plateau',
    also: 'reduce on plateau ReduceLROnPlateau patience',
    text: 'A stretch in which a watched metric no longer improves. “Reduce on plateau” lowers the rate there, so its curve is only known once it has been trained with.',
  },
  area: {
    group,
    title: 'Cumulative learning rate',
    also: 'area sum of rates budget',
    text: 'The sum of the rates of all steps so far: how far the weights could have moved. Schedules with the same sum have the same budget.',
  },
  progress: {
    group,
    title: 'Progress',
    text: 'The share of the planned run that is done, from 0 to 100 %. Runs of different lengths can be laid over each other by it.',
  },
  dialect: {
    group,
    title: 'Dialect',
    also: 'keras pytorch timm optax hugging face',
    text: 'How one library computes a schedule of a given name. Libraries differ in off-by-one steps, in rounding, and in what counts as time.',
  },
} as const satisfies Readonly<Record<string, GlossaryEntry>>
