import { formatCount } from './format'
import {
  fashionMnist,
  type BudgetSpec,
  type DataSpec,
  type EarlyStoppingSpec,
  type LossSpec,
  type Recipe,
  type SubsetSpec,
} from './recipe'
import type { FieldsOf, NumberField } from './recipe-field'

const { trainImages, classes } = fashionMnist

/** A run's rows are kept in memory, and drawn, all at once. */
const mostEpochs = 10_000

/** More than any machine has cores. */
const mostThreads = 1_024

/** Deeper stacks of these layers no longer train, and nobody reads their table. */
export const mostLayers = 256

type PlainFields = Pick<
  Recipe,
  'batchSize' | 'dropLast' | 'totalEpochs' | 'recordNorms' | 'compiler' | 'threads'
>

/** Fields of a recipe that are plain values. */
export const recipeFields: FieldsOf<PlainFields> = {
  batchSize: {
    type: 'number',
    label: 'batch size',
    meaning: 'Images of a step; at most those that are trained on',
    whole: true,
    least: 1,
    most: trainImages,
  },
  dropLast: {
    type: 'flag',
    label: 'drop last',
    meaning: "Leaves out an epoch's last batch when it is not full",
    fallback: false,
  },
  totalEpochs: {
    type: 'number',
    label: 'epochs',
    meaning: 'How often the training images are gone through',
    whole: true,
    least: 1,
    most: mostEpochs,
  },
  recordNorms: {
    type: 'flag',
    label: 'norms',
    meaning: 'Records the norms of gradient, weights and update at every step',
    fallback: false,
  },
  compiler: {
    type: 'choice',
    label: 'compiler',
    meaning: 'Who makes machine code of the training graph; results of both repeat, but differ',
    choices: ['tensorflow', 'xla'],
    otherwise: 'chosen by a short measurement when the run is made',
  },
  threads: {
    type: 'number',
    label: 'threads',
    meaning: 'Threads of TensorFlow, which decide how it splits its sums',
    whole: true,
    least: 1,
    most: mostThreads,
    otherwise: 'chosen with the compiler',
  },
}

/** Options of the cross-entropy. */
export const lossFields: FieldsOf<LossSpec> = {
  labelSmoothing: {
    type: 'number',
    label: 'label smoothing',
    meaning: 'Share of the target that is spread evenly over the classes',
    least: 0,
    below: 1,
    fallback: 0,
  },
  classWeights: {
    type: 'numbers',
    label: 'class weights',
    meaning: "What the losses of each class's images are multiplied by",
    count: classes,
    least: 0,
    otherwise: 'all count alike',
  },
}

export const earlyStoppingFields: FieldsOf<EarlyStoppingSpec> = {
  metric: {
    type: 'choice',
    label: 'metric',
    meaning: 'What is watched: losses shall fall, accuracies rise',
    choices: ['loss', 'accuracy', 'valLoss', 'valAccuracy'],
  },
  patience: {
    type: 'number',
    label: 'patience',
    meaning: 'Epochs without improvement after which the run ends',
    whole: true,
    least: 0,
    most: mostEpochs,
  },
  minDelta: {
    type: 'number',
    label: 'least improvement',
    meaning: 'An improvement must be more than this',
    least: 0,
    fallback: 0,
  },
  restoreBest: {
    type: 'flag',
    label: 'restore best',
    meaning: 'The run ends with the weights of its best epoch',
    fallback: false,
  },
}

export const budgetFields: FieldsOf<BudgetSpec> = {
  steps: {
    type: 'number',
    label: 'steps',
    meaning: 'The run ends with the epoch in which it makes its update of this number',
    whole: true,
    least: 1,
    otherwise: 'no limit',
  },
  seconds: {
    type: 'number',
    label: 'seconds',
    meaning: 'The run ends with the epoch in which it has trained and validated for so long',
    above: 0,
    otherwise: 'no limit',
  },
}

export const datasetField: FieldsOf<DataSpec>['dataset'] = {
  type: 'choice',
  label: 'data set',
  meaning: 'Which images',
  choices: ['fashion-mnist'],
}

/** A draw of images: at least one to train on and one to validate on. */
export const sampleFields: FieldsOf<Extract<SubsetSpec, { kind: 'sample' }>> = {
  count: {
    type: 'number',
    label: 'images',
    meaning: `How many of the ${formatCount(trainImages)} training images are drawn`,
    whole: true,
    least: 2,
    most: trainImages,
  },
  seed: {
    type: 'number',
    label: 'seed',
    meaning: "Seed of the draw, which is that of Python's `random.sample`",
    whole: true,
    least: 0,
    // Generators are seeded with 32 bits.
    most: 0xffff_ffff,
  },
}

/** Which share of the images is held out. */
export const splitFractionField: NumberField = {
  type: 'number',
  label: 'fraction',
  meaning: 'Share of the images, the last ones, that is held out to validate on',
  above: 0,
  below: 1,
}
