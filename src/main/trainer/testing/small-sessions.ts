import { modelVariables, sizeOf } from '../../../shared/domain/model-shape'
import { MersenneTwister } from '../../../shared/domain/random/mersenne-twister'
import {
  fashionMnist,
  type LayerSpec,
  type ModelSpec,
  type Recipe,
} from '../../../shared/domain/recipe'
import type { Engine, LabelledImages, NamedTensor, TrainingSession } from '../engine'
import { indexRange } from '../image-batches'

const { pixels, classes } = fashionMnist

export const trainImages = 40
export const evaluatedImages = 10
export const batchSize = 16
export const stepsPerEpoch = 3
export const epochOrder = indexRange(0, trainImages)

const ending: LayerSpec = { kind: 'dense', units: 10, activation: 'softmax' }
export const stack = (...layers: LayerSpec[]): ModelSpec => ({ layers: [...layers, ending] })
const dense = (activation: 'relu' | 'gelu' | 'tanh' | 'sigmoid' | 'elu' | 'selu'): LayerSpec => ({
  kind: 'dense',
  units: 8,
  activation,
})
const mlp = stack({ kind: 'flatten' }, dense('relu'))

interface Case {
  readonly name: string
  readonly recipe: Partial<Recipe>
}

/** Between them every layer, activation and option; what optimizers do is tested on its own. */
export const cases: readonly Case[] = [
  { name: 'sgd', recipe: {} },
  {
    name: 'adam with norms, smoothing, class weights, clipping and decay',
    recipe: {
      optimizer: { kind: 'adam', weightDecay: 0.01, globalClipNorm: 0.5 },
      loss: { labelSmoothing: 0.1, classWeights: [1, 2, 1, 0.5, 1, 1, 1, 3, 1, 1] },
      recordNorms: true,
    },
  },
  {
    name: 'schedule-free adamw with dropout and penalties',
    recipe: {
      optimizer: { kind: 'schedule-free-adamw', weightDecay: 0.01, clipNorm: 0.5 },
      model: stack(
        { kind: 'flatten' },
        { kind: 'dense', units: 12, activation: 'tanh', l1: 1e-4, l2: 1e-3 },
        { kind: 'dropout', rate: 0.4 },
      ),
    },
  },
  {
    name: 'a stack of every activation with batch normalisation and momentum',
    recipe: {
      optimizer: { kind: 'sgd', momentum: 0.9, nesterov: true, clipValue: 0.1 },
      model: stack(
        { kind: 'flatten' },
        dense('gelu'),
        { kind: 'batch-norm', momentum: 0.8 },
        dense('elu'),
        dense('selu'),
        dense('sigmoid'),
      ),
    },
  },
  {
    name: 'convolutions, padded and strided, with both pools',
    recipe: {
      optimizer: { kind: 'rmsprop' },
      model: stack(
        { kind: 'conv2d', filters: 3, kernelSize: 5, padding: 'same', activation: 'relu' },
        { kind: 'batch-norm' },
        { kind: 'max-pool' },
        {
          kind: 'conv2d',
          filters: 4,
          kernelSize: [3, 2],
          strides: 2,
          activation: 'linear',
          l2: 0.01,
        },
        { kind: 'average-pool', padding: 'same' },
        { kind: 'flatten' },
      ),
    },
  },
]

export function noise(count: number, seed: number): LabelledImages {
  const random = new MersenneTwister([seed])
  return {
    count,
    images: Uint8Array.from({ length: count * pixels }, () => random.nextBelow(256)),
    labels: Uint8Array.from({ length: count }, () => random.nextBelow(classes)),
  }
}

function weightsOf(model: ModelSpec): readonly NamedTensor[] {
  const random = new MersenneTwister([3])
  return modelVariables(model).map(({ name, role, shape }) => {
    const spread = Math.sqrt(6 / (sizeOf(shape) / (shape.at(-1) ?? 1) + (shape.at(-1) ?? 1)))
    const start = role === 'gamma' || role === 'moving-variance' ? 1 : 0
    const values = Float32Array.from({ length: sizeOf(shape) }, () =>
      role === 'kernel' ? (2 * random.nextFraction() - 1) * spread : start,
    )
    return { name, shape, values }
  })
}

const recipeOf = (changes: Partial<Recipe>): Recipe => ({
  data: {
    dataset: 'fashion-mnist',
    subset: { kind: 'sample', count: 50, seed: 1 },
    validation: { kind: 'split', fraction: 0.2 },
  },
  model: mlp,
  optimizer: { kind: 'sgd' },
  batchSize,
  totalEpochs: 3,
  schedule: { kind: 'constant', rate: 0.1 },
  ...changes,
})

export function withSession<Result>(
  engine: Engine,
  changes: Partial<Recipe>,
  use: (session: TrainingSession) => Result,
): Result {
  const recipe = recipeOf(changes)
  const session = engine.createSession({
    recipe,
    train: noise(trainImages, 1),
    evaluated: [noise(evaluatedImages, 2), noise(evaluatedImages, 4)],
    weights: weightsOf(recipe.model),
    dropoutSeed: 7,
  })
  try {
    return use(session)
  } finally {
    session.dispose()
  }
}

export const rateOf = (step: number) => 0.02 / (1 + step)

/** Steps `from` to `to` (exclusive) of a run whose epochs all have the same order. */
export function train(session: TrainingSession, from: number, to: number) {
  const within = from % stepsPerEpoch
  return session.trainSteps({
    firstStep: from,
    order: epochOrder.subarray(within * batchSize, (within + to - from) * batchSize),
    rates: Float64Array.from({ length: to - from }, (_, index) => rateOf(from + index)),
    momenta: null,
  })
}

/** Two epochs, `stepsPerCall` steps at a time. */
export const trained = (engine: Engine, changes: Partial<Recipe>, stepsPerCall = 3) =>
  withSession(engine, changes, (session) => {
    const losses: number[] = []
    for (let step = 0; step < 2 * stepsPerEpoch; step += stepsPerCall) {
      losses.push(...train(session, step, step + stepsPerCall).loss)
    }
    const evaluation = session.evaluate(0, 0, evaluatedImages)
    return { losses, weights: session.weights(), evaluation, penalty: session.penalty() }
  })
