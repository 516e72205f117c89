import { articleModel } from './article'
import type { LayerSpec, ModelSpec } from './model'
import type { OptimizerSpec } from './optimizer'
import type { DataSpec, Recipe } from './recipe'

interface Preset {
  /** Unlike that of any other preset, also of those of the other sort. */
  readonly id: string
  readonly name: string
  /** What it is, in a sentence. */
  readonly description: string
}

export interface ModelPreset extends Preset {
  readonly model: ModelSpec
}

export interface OptimizerPreset extends Preset {
  readonly optimizer: OptimizerSpec
  /** The learning rate that is customary for it. */
  readonly rate: number
}

const flatten: LayerSpec = { kind: 'flatten' }
const pool: LayerSpec = { kind: 'max-pool' }
const output: LayerSpec = { kind: 'dense', units: 10, activation: 'softmax' }
const relu = (units: number): LayerSpec => ({ kind: 'dense', units, activation: 'relu' })

/** Models to start from. */
export const modelPresets: readonly ModelPreset[] = [
  {
    id: 'article',
    name: "The article's network",
    description: 'Two hidden layers of 512 and 200 relu units: 506,530 parameters.',
    model: articleModel,
  },
  {
    id: 'softmax',
    name: 'Linear softmax',
    description: 'No hidden layer: multinomial logistic regression with 7,850 parameters.',
    model: { layers: [flatten, output] },
  },
  {
    id: 'deep-mlp',
    name: 'Deep network',
    description: 'Six hidden layers of 256 relu units, drawn by the He rule: 532,490 parameters.',
    model: {
      layers: [
        flatten,
        ...Array.from({ length: 6 }, (): LayerSpec => {
          return { kind: 'dense', units: 256, activation: 'relu', initializer: 'he-normal' }
        }),
        output,
      ],
    },
  },
  {
    id: 'lenet',
    name: 'Small convolutional network',
    description:
      'The sizes of LeNet-5, with relu and max pooling in place of tanh and averages: 61,706 parameters.',
    model: {
      layers: [
        { kind: 'conv2d', filters: 6, kernelSize: 5, padding: 'same', activation: 'relu' },
        pool,
        { kind: 'conv2d', filters: 16, kernelSize: 5, activation: 'relu' },
        pool,
        flatten,
        relu(120),
        relu(84),
        output,
      ],
    },
  },
]

/** Optimizers to start from: defaults are Keras's, rates those that are customary. */
export const optimizerPresets: readonly OptimizerPreset[] = [
  {
    id: 'sgd',
    name: 'SGD',
    description: 'Plain stochastic gradient descent.',
    optimizer: { kind: 'sgd' },
    rate: 0.01,
  },
  {
    id: 'momentum',
    name: 'SGD with momentum',
    description: 'Keeps 0.9 of its last move, which evens out the noise of the batches.',
    optimizer: { kind: 'sgd', momentum: 0.9 },
    rate: 0.01,
  },
  {
    id: 'nesterov',
    name: "SGD with Nesterov's momentum",
    description: 'Momentum that looks ahead to where it is going.',
    optimizer: { kind: 'sgd', momentum: 0.9, nesterov: true },
    rate: 0.01,
  },
  {
    id: 'adam',
    name: 'Adam',
    description: 'Scales each weight by the size of its own recent gradients.',
    optimizer: { kind: 'adam' },
    rate: 0.001,
  },
  {
    id: 'adamw',
    name: 'AdamW',
    description: 'Adam with a weight decay that its scaling leaves alone.',
    optimizer: { kind: 'adamw' },
    rate: 0.001,
  },
  {
    id: 'nadam',
    name: 'Nadam',
    description: "Adam with Nesterov's momentum.",
    optimizer: { kind: 'nadam' },
    rate: 0.001,
  },
  {
    id: 'amsgrad',
    name: 'AMSGrad',
    description: 'Adam that never forgets how large gradients have been.',
    optimizer: { kind: 'adam', amsgrad: true },
    rate: 0.001,
  },
  {
    id: 'rmsprop',
    name: 'RMSprop',
    description: 'Divides gradients by the root of their recent mean square.',
    optimizer: { kind: 'rmsprop' },
    rate: 0.001,
  },
  {
    id: 'adagrad',
    name: 'Adagrad',
    description: 'Divides gradients by the root of the sum of all squares so far.',
    optimizer: { kind: 'adagrad' },
    rate: 0.01,
  },
  {
    id: 'adadelta',
    name: 'Adadelta',
    description: 'Measures its own moves, so that a learning rate of 1 suits it.',
    optimizer: { kind: 'adadelta' },
    rate: 1,
  },
  {
    id: 'lion',
    name: 'Lion',
    description: 'Moves every weight equally far; wants a tenth of the rate that Adam takes.',
    optimizer: { kind: 'lion' },
    rate: 0.0001,
  },
  {
    id: 'schedule-free-sgd',
    name: 'Schedule-free SGD',
    description: 'Averages its own path, so that the rate needs no decay.',
    optimizer: { kind: 'schedule-free-sgd' },
    rate: 1,
  },
  {
    id: 'schedule-free-adamw',
    name: 'Schedule-free AdamW',
    description: 'AdamW that averages its own path, so that the rate needs no decay.',
    optimizer: { kind: 'schedule-free-adamw' },
    rate: 0.0025,
  },
]

/** The article's images: 16,000 to train on, 4,000 to validate on. */
const data: DataSpec = {
  dataset: 'fashion-mnist',
  subset: { kind: 'sample', count: 20_000, seed: 9125 },
  validation: { kind: 'split', fraction: 0.2 },
}

/**
 * A whole recipe to start from: the article's images, batches and epochs, at the optimizer's
 * customary rate throughout.
 */
export const presetRecipe = (
  { model }: ModelPreset,
  { optimizer, rate }: OptimizerPreset,
): Recipe => ({
  data,
  model,
  optimizer,
  batchSize: 64,
  totalEpochs: 100,
  schedule: { kind: 'constant', per: 'step', rate },
})

/**
 * The recipe of a preset by its id: a model under plain SGD, or an optimizer with the article's
 * model. Undefined when there is none of this id.
 */
export function recipeOfPreset(id: string): Recipe | undefined {
  const [article] = modelPresets
  const [sgd] = optimizerPresets
  const model = modelPresets.find((preset) => preset.id === id)
  const optimizer = optimizerPresets.find((preset) => preset.id === id)
  const parts = [model ?? article, optimizer ?? sgd] as const
  return (model ?? optimizer) && parts[0] && parts[1] && presetRecipe(parts[0], parts[1])
}
