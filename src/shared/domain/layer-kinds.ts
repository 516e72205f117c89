import {
  batchNormDefaults,
  type Activation,
  type Initializer,
  type KernelOptions,
  type LayerSpec,
  type Padding,
  type PoolSpec,
} from './model'
import {
  mostElements,
  type ChoiceField,
  type Fields,
  type FieldsOf,
  type NumberField,
} from './recipe-field'

/** Keras's formulas of the activations, in plain text. */
export const activations: Readonly<Record<Activation, string>> = {
  linear: 'x',
  relu: 'max(x, 0)',
  tanh: 'tanh(x)',
  sigmoid: '1 / (1 + exp(-x))',
  gelu: 'x (1 + erf(x / sqrt(2))) / 2',
  elu: 'x above 0, exp(x) - 1 below',
  selu: '1.0507 x above 0, 1.0507 * 1.67326 (exp(x) - 1) below',
  softmax: 'exp(x) over the sum of exp(x) of all classes',
}

/** How kernels are drawn, in plain text. */
export const initializers: Readonly<Record<Initializer, string>> = {
  'glorot-uniform': 'between -l and l, l = sqrt(6 / (inputs + outputs))',
  'glorot-normal': 'standard deviation sqrt(2 / (inputs + outputs))',
  'he-uniform': 'between -l and l, l = sqrt(6 / inputs)',
  'he-normal': 'standard deviation sqrt(2 / inputs)',
  'lecun-uniform': 'between -l and l, l = sqrt(3 / inputs)',
  'lecun-normal': 'standard deviation sqrt(1 / inputs)',
}

const size = (label: string, meaning: string): NumberField => ({
  type: 'number',
  label,
  meaning,
  whole: true,
  least: 1,
  most: mostElements,
})

const activation: ChoiceField<Activation> = {
  type: 'choice',
  label: 'activation',
  meaning: 'What the sums go through',
  // An object literal's keys are those of its type.
  choices: Object.keys(activations) as Activation[],
}

const kernelFields: FieldsOf<KernelOptions> = {
  initializer: {
    type: 'choice',
    label: 'initializer',
    meaning: 'How the kernel is drawn; biases start at 0',
    choices: Object.keys(initializers) as Initializer[],
    fallback: 'glorot-uniform',
  },
  l1: {
    type: 'number',
    label: 'L1',
    meaning: "The loss gets this times the sum of the kernel's absolute values",
    least: 0,
    fallback: 0,
  },
  l2: {
    type: 'number',
    label: 'L2',
    meaning: "The loss gets this times the sum of the kernel's squares",
    least: 0,
    fallback: 0,
  },
}

const padding: ChoiceField<Padding> = {
  type: 'choice',
  label: 'padding',
  meaning: '`valid`: windows stay inside the image; `same`: its edges are filled up',
  choices: ['valid', 'same'],
  fallback: 'valid',
}

const pool: FieldsOf<PoolSpec> = {
  poolSize: { type: 'pair', label: 'pool size', meaning: 'Size of the window', fallback: 2 },
  strides: {
    type: 'pair',
    label: 'strides',
    meaning: 'How far the window moves',
    otherwise: 'the pool size',
  },
  padding,
}

/** The layer of a kind; some kinds share one type. */
export type LayerOf<Kind extends LayerSpec['kind']> = LayerSpec extends infer Spec
  ? Spec extends LayerSpec
    ? Kind extends Spec['kind']
      ? Spec
      : never
    : never
  : never

/** A kind of layer as tables and messages tell of it. */
export interface LayerKind<OwnFields = Fields> {
  readonly title: string
  /** What it does, in a sentence. */
  readonly summary: string
  readonly fields: OwnFields
}

/** Every kind of layer with its fields; defaults are Keras's. */
export const layerKinds: {
  readonly [Kind in LayerSpec['kind']]: LayerKind<FieldsOf<LayerOf<Kind>>>
} = {
  flatten: {
    title: 'Flatten',
    summary: 'Puts all numbers of an image into one row; dense layers need it.',
    fields: {},
  },
  dense: {
    title: 'Dense',
    summary: 'Every unit sums all inputs, each times a weight, and adds a bias.',
    fields: { units: size('units', 'Number of outputs'), activation, ...kernelFields },
  },
  conv2d: {
    title: 'Conv2D',
    summary:
      'Slides filters over the image; each sums what lies under its window, and adds a bias.',
    fields: {
      filters: size('filters', 'Number of channels that come out'),
      kernelSize: { type: 'pair', label: 'kernel size', meaning: 'Size of the window' },
      strides: {
        type: 'pair',
        label: 'strides',
        meaning: 'How far the window moves',
        fallback: 1,
      },
      padding,
      activation,
      ...kernelFields,
    },
  },
  'max-pool': {
    title: 'MaxPooling2D',
    summary: 'Keeps the largest value of each window, channel by channel.',
    fields: pool,
  },
  'average-pool': {
    title: 'AveragePooling2D',
    summary: 'Keeps the mean of each window, channel by channel; filled edges do not count.',
    fields: pool,
  },
  'batch-norm': {
    title: 'BatchNormalization',
    summary:
      'Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it; ' +
      'evaluation uses moving means and variances.',
    fields: {
      momentum: {
        type: 'number',
        label: 'momentum',
        meaning: 'Share of the moving statistics that a step keeps',
        least: 0,
        most: 1,
        fallback: batchNormDefaults.momentum,
      },
      epsilon: {
        type: 'number',
        label: 'epsilon',
        meaning: 'Added to the variance before its root is taken',
        above: 0,
        fallback: batchNormDefaults.epsilon,
      },
    },
  },
  dropout: {
    title: 'Dropout',
    summary: 'While training, sets some values to 0 and scales the others up to keep the sum.',
    fields: {
      rate: {
        type: 'number',
        label: 'rate',
        meaning: 'Share of the values set to 0',
        least: 0,
        below: 1,
      },
    },
  },
}
