import type { ModelSpec } from './model'
import type { OptimizerSpec } from './optimizer'
import type { ScheduleSpec } from './schedule'

export type { Activation, Initializer, LayerSpec, ModelSpec } from './model'
export type { OptimizerSpec } from './optimizer'

/** Which training images are used: all 60,000, or a seeded draw as CPython's `random.sample`. */
export type SubsetSpec =
  | { readonly kind: 'all' }
  | { readonly kind: 'sample'; readonly count: number; readonly seed: number }

/**
 * Where validation images come from: the last part of the subset (as Keras), the test set, or the
 * split with the test set reported beside it.
 */
export type ValidationSpec =
  | { readonly kind: 'split'; readonly fraction: number }
  | { readonly kind: 'test' }
  | { readonly kind: 'both'; readonly fraction: number }

export interface DataSpec {
  readonly dataset: 'fashion-mnist'
  readonly subset: SubsetSpec
  readonly validation: ValidationSpec
}

/** Everything but the seed that determines a run. What is left out has Keras's default. */
export interface Recipe {
  readonly data: DataSpec
  readonly model: ModelSpec
  readonly optimizer: OptimizerSpec
  /** Sparse categorical cross-entropy, plain when left out. */
  readonly loss?: LossSpec
  readonly batchSize: number
  /** Leaves out an epoch's last batch when it is not full. */
  readonly dropLast?: boolean
  readonly totalEpochs: number
  readonly schedule: ScheduleSpec
  readonly earlyStopping?: EarlyStoppingSpec
  readonly budget?: BudgetSpec
  /** Records the norms of gradient, weights and update at every step. */
  readonly recordNorms?: boolean
  /**
   * Who turns the training graph into machine code: TensorFlow operation by operation, or XLA as a
   * whole. Both repeat themselves bit for bit, but their bits differ, so it belongs to the recipe.
   * Set when a run is made; TensorFlow when left out.
   */
  readonly compiler?: Compiler
  /**
   * Threads of TensorFlow, which decide how it splits its sums: its bits belong to the recipe too.
   * Set when a run is made; what the machine has free when left out. XLA's bits do not depend on it.
   */
  readonly threads?: number
}

export type Compiler = 'tensorflow' | 'xla'

/** Options of the cross-entropy. */
export interface LossSpec {
  /** Share of the target spread evenly over the classes, in [0, 1). */
  readonly labelSmoothing?: number
  /** What each class's losses are multiplied by, one number of at least 0 per class. */
  readonly classWeights?: readonly number[]
}

export type WatchedMetric = 'loss' | 'accuracy' | 'valLoss' | 'valAccuracy'

/** Ends a run whose metric has stopped improving: Keras's `EarlyStopping`. */
export interface EarlyStoppingSpec {
  readonly metric: WatchedMetric
  /** Epochs without improvement after which the run ends, at least 0. */
  readonly patience: number
  /** An improvement must be more than this, at least 0; 0 when left out. */
  readonly minDelta?: number
  /** The run ends with the weights of its best epoch; false when left out. */
  readonly restoreBest?: boolean
}

/** A run ends at the first of these that it reaches, counted over the whole run. */
export interface BudgetSpec {
  /** Updates; the run ends with the epoch in which it reaches them. */
  readonly steps?: number
  /** Seconds of training and validation, pauses excluded; the run ends with the epoch. */
  readonly seconds?: number
}

/** Shape and sizes of Fashion-MNIST. */
export const fashionMnist = {
  imageSide: 28,
  pixels: 28 * 28,
  classes: 10,
  trainImages: 60_000,
  testImages: 10_000,
  classNames: [
    'T-shirt/top',
    'Trouser',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ],
} as const

/** How many images a recipe trains and validates on, and the steps that makes. */
export interface SplitSizes {
  readonly trainImages: number
  /** Images of one epoch's steps: fewer than `trainImages` where the last batch is dropped. */
  readonly imagesPerEpoch: number
  readonly validationImages: number
  readonly stepsPerEpoch: number
}

/**
 * Sizes of a recipe's split. A split takes the last fraction, rounding the training part down as
 * Keras does; a last partial batch counts as a step unless it is dropped.
 */
export function splitSizes(
  recipe: Pick<Recipe, 'data' | 'batchSize'> & Partial<Pick<Recipe, 'dropLast'>>,
): SplitSizes {
  const { subset, validation } = recipe.data
  const chosen = subset.kind === 'all' ? fashionMnist.trainImages : subset.count
  const trainImages =
    validation.kind === 'test' ? chosen : Math.floor(chosen * (1 - validation.fraction))
  const batches = trainImages / recipe.batchSize
  const stepsPerEpoch = recipe.dropLast ? Math.floor(batches) : Math.ceil(batches)
  return {
    trainImages,
    imagesPerEpoch: Math.min(trainImages, stepsPerEpoch * recipe.batchSize),
    validationImages: validation.kind === 'test' ? fashionMnist.testImages : chosen - trainImages,
    stepsPerEpoch,
  }
}
