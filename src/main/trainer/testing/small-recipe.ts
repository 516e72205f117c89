import type { OptimizerSpec, Recipe } from '../../../shared/domain/recipe'

export const sgd: OptimizerSpec = { kind: 'sgd' }
export const adam: OptimizerSpec = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }

/** 40 images to train on in batches of 16, 16 and 8, ten to validate on, three epochs. */
export const smallRecipe = (changes: Partial<Recipe> = {}): Recipe => ({
  data: {
    dataset: 'fashion-mnist',
    subset: { kind: 'sample', count: 50, seed: 1 },
    validation: { kind: 'split', fraction: 0.2 },
  },
  model: {
    layers: [
      { kind: 'flatten' },
      { kind: 'dense', units: 12, activation: 'relu' },
      { kind: 'dense', units: 10, activation: 'softmax' },
    ],
  },
  optimizer: sgd,
  batchSize: 16,
  totalEpochs: 3,
  schedule: { kind: 'exponential', initial: 0.1, k: 0.05 },
  ...changes,
})
