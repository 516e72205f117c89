import type { ScheduleSpec } from './schedule'

/** Which training images are used: all 60,000, or a seeded draw as CPython's `random.sample`. */
export type SubsetSpec =
  | { readonly kind: 'all' }
  | { readonly kind: 'sample'; readonly count: number; readonly seed: number }

/** Where validation images come from: the last part of the subset (as Keras), or the test set. */
export type ValidationSpec =
  { readonly kind: 'split'; readonly fraction: number } | { readonly kind: 'test' }

export interface DataSpec {
  readonly dataset: 'fashion-mnist'
  readonly subset: SubsetSpec
  readonly validation: ValidationSpec
}

export type Activation = 'relu' | 'softmax'

export type LayerSpec =
  | { readonly kind: 'flatten' }
  | { readonly kind: 'dense'; readonly units: number; readonly activation: Activation }

/** A stack of layers; the last one is a dense softmax over the classes. */
export interface ModelSpec {
  readonly layers: readonly LayerSpec[]
}

export type OptimizerSpec =
  | { readonly kind: 'sgd' }
  | {
      readonly kind: 'adam'
      readonly beta1: number
      readonly beta2: number
      readonly epsilon: number
    }

/** Everything but the seed that determines a run. */
export interface Recipe {
  readonly data: DataSpec
  readonly model: ModelSpec
  readonly optimizer: OptimizerSpec
  readonly batchSize: number
  readonly totalEpochs: number
  readonly schedule: ScheduleSpec
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
  readonly validationImages: number
  readonly stepsPerEpoch: number
}

/**
 * Sizes of a recipe's split. A split takes the last fraction, rounding the training part down as
 * Keras does; the last partial batch counts as a step.
 */
export function splitSizes(recipe: Pick<Recipe, 'data' | 'batchSize'>): SplitSizes {
  const { subset, validation } = recipe.data
  const chosen = subset.kind === 'all' ? fashionMnist.trainImages : subset.count
  const trainImages =
    validation.kind === 'test' ? chosen : Math.floor(chosen * (1 - validation.fraction))
  return {
    trainImages,
    validationImages: validation.kind === 'test' ? fashionMnist.testImages : chosen - trainImages,
    stepsPerEpoch: Math.ceil(trainImages / recipe.batchSize),
  }
}
