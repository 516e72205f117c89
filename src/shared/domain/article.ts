import { asTrialId } from './ids'
import type { DataSpec, ModelSpec, OptimizerSpec, Recipe } from './recipe'
import type { ScheduleSpec } from './schedule'
import type { StudyTemplate, Trial } from './study'

const subset = { kind: 'sample', count: 20_000, seed: 9125 } as const
const splitData: DataSpec = {
  dataset: 'fashion-mnist',
  subset,
  validation: { kind: 'split', fraction: 0.2 },
}
const testData: DataSpec = { ...splitData, validation: { kind: 'test' } }

/** Flatten, Dense 512 relu, Dense 200 relu, Dense 10 softmax: 506,530 parameters. */
export const articleModel: ModelSpec = {
  layers: [
    { kind: 'flatten' },
    { kind: 'dense', units: 512, activation: 'relu' },
    { kind: 'dense', units: 200, activation: 'relu' },
    { kind: 'dense', units: 10, activation: 'softmax' },
  ],
}

const sgd: OptimizerSpec = { kind: 'sgd' }
/** Keras's defaults. */
const adam: OptimizerSpec = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }

interface TrialText {
  readonly id: string
  readonly name: string
  readonly tags: readonly string[]
  readonly description: string
}

const trial = (text: TrialText, schedule: ScheduleSpec, changes: Partial<Recipe> = {}): Trial => ({
  ...text,
  id: asTrialId(text.id),
  recipe: {
    data: splitData,
    model: articleModel,
    optimizer: sgd,
    batchSize: 64,
    totalEpochs: 100,
    schedule,
    ...changes,
  },
})

/** The built-in study: the article's runs, with both readings of its time-based schedule. */
export const articleTemplate: StudyTemplate = {
  id: 'article',
  name: 'Which learning-rate schedule?',
  description:
    'One network on 20,000 Fashion-MNIST images under nine learning-rate schedules. The constant ' +
    'baseline trains on all 20,000 and validates on the test images; every other trial holds out ' +
    'the last 20 %, so compare the baseline with care.',
  trials: [
    trial(
      {
        id: 'constant',
        name: 'Constant',
        tags: ['LearningRate', 'constant', 'baseline'],
        description:
          'The baseline: 0.01 throughout. It trains on 20,000 images (313 steps an epoch) and ' +
          'validates on the 10,000 test images, unlike the others.',
      },
      { kind: 'constant', per: 'step', rate: 0.01 },
      { data: testData },
    ),
    trial(
      {
        id: 'keras-decay',
        name: 'Keras decay',
        tags: ['LearningRate', 'decay', 'per-step'],
        description:
          'The decay is applied at every step, not every epoch: after the 250 steps of epoch 1 the ' +
          'rate is already 0.1 / (1 + 0.01 * 250) = 0.0286, not 0.099.',
      },
      { kind: 'inverse-time', per: 'step', initial: 0.1, decay: 0.01 },
    ),
    trial(
      {
        id: 'linear',
        name: 'Linear',
        tags: ['LearningRate', 'linearLRDecay'],
        description:
          'A straight line from 0.5 to 0. The rate stays high for long, so it overfits: the training ' +
          'loss falls while the validation loss rises.',
      },
      { kind: 'polynomial', per: 'epoch', initial: 0.5, power: 1 },
    ),
    trial(
      {
        id: 'polynomial',
        name: 'Polynomial',
        tags: ['LearningRate', 'polynomial'],
        description: 'Like linear with power 2: falls faster at first and levels out near the end.',
      },
      { kind: 'polynomial', per: 'epoch', initial: 0.5, power: 2 },
    ),
    trial(
      {
        id: 'time-based',
        name: 'Time-based (compounding)',
        tags: ['LearningRate', 'TimeBasedLRDecay'],
        description:
          'The callback divides the current rate, so the divisors multiply up: 0.0153 in epoch 39 ' +
          'and nearly nothing after. Learning stops there because the rate does.',
      },
      { kind: 'compounding-time', per: 'epoch', initial: 0.5, decay: 0.005 },
    ),
    trial(
      {
        id: 'time-based-formula',
        name: 'Time-based (formula)',
        tags: ['LearningRate', 'TimeBasedLRDecay', 'formula'],
        description:
          'The formula as it is usually written, from the initial rate: still 0.334 in epoch 100. ' +
          'Compare it with the compounding one.',
      },
      { kind: 'inverse-time', per: 'epoch', initial: 0.5, decay: 0.005 },
    ),
    trial(
      {
        id: 'exponential',
        name: 'Exponential',
        tags: ['LearningRate', 'ExponentialLRDecay'],
        description:
          'Starts at 0.5 and loses 9.5 % per epoch: 0.0112 in epoch 39. The article finds it best.',
      },
      { kind: 'exponential', per: 'epoch', initial: 0.5, k: 0.1 },
    ),
    trial(
      {
        id: 'step',
        name: 'Step',
        tags: ['LearningRate', 'StepBasedLRDecay'],
        description:
          'Cut by a fifth every 10 epochs. It stays above 0.2 for 40 epochs and overfits like linear; ' +
          'some seeds diverge.',
      },
      { kind: 'step', per: 'epoch', initial: 0.5, factor: 0.8, every: 10 },
    ),
    trial(
      {
        id: 'adam',
        name: 'Adam',
        tags: ['LearningRate', 'Adaptive'],
        description:
          'Adam with its defaults at 0.001: quick to fit, then its validation loss climbs epoch by epoch.',
      },
      { kind: 'constant', per: 'step', rate: 0.001 },
      { optimizer: adam },
    ),
  ],
}
