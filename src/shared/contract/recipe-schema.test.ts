import { describe, expect, test } from 'vitest'
import { articleTemplate } from '../domain/article'
import { modelPresets, optimizerPresets, presetRecipe, recipeOfPreset } from '../domain/presets'
import type { Recipe } from '../domain/recipe'
import { recipe } from './schemas'

const article = recipeOfPreset('article')!

/** What is told of a recipe with something changed in its JSON; the change may be anything. */
function faults(change: (copy: Record<string, unknown>) => object): readonly string[] {
  const copy = JSON.parse(JSON.stringify(article)) as Record<string, unknown>
  const { error } = recipe.safeParse(change(copy))
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}
const withLayer = (layer: unknown) => faults((copy) => ({ ...copy, model: { layers: [layer] } }))
const withOptimizer = (optimizer: unknown) => faults((copy) => ({ ...copy, optimizer }))

test.each(articleTemplate.trials)('the recipe of $id passes unchanged', (trial) => {
  expect(recipe.parse(trial.recipe)).toEqual(trial.recipe)
})

test.each(modelPresets)('the model $id passes under every optimizer', (model) => {
  for (const optimizer of optimizerPresets) {
    const preset = presetRecipe(model, optimizer)
    expect(recipe.parse(preset)).toEqual(preset)
  }
})

test('every field that there is passes', () => {
  const full: Required<Recipe> = {
    data: {
      dataset: 'fashion-mnist',
      subset: { kind: 'all' },
      validation: { kind: 'both', fraction: 0.1 },
    },
    model: {
      layers: [
        { kind: 'batch-norm', momentum: 0.9, epsilon: 0.01 },
        {
          kind: 'conv2d',
          filters: 8,
          kernelSize: [3, 5],
          strides: [1, 2],
          padding: 'same',
          activation: 'selu',
          initializer: 'lecun-normal',
          l1: 0.1,
          l2: 0.2,
        },
        { kind: 'max-pool', poolSize: 2, strides: 1, padding: 'valid' },
        { kind: 'average-pool' },
        { kind: 'dropout', rate: 0.5 },
        { kind: 'flatten' },
        {
          kind: 'dense',
          units: 10,
          activation: 'softmax',
          initializer: 'he-uniform',
          l1: 0,
          l2: 0,
        },
      ],
    },
    optimizer: {
      kind: 'schedule-free-adamw',
      beta1: 0.9,
      beta2: 0.99,
      epsilon: 0,
      weightRatePower: 2,
      r: 0.5,
      weightDecay: 0.1,
      clipNorm: 1,
    },
    loss: { labelSmoothing: 0.1, classWeights: [1, 1, 1, 1, 1, 0, 1, 1, 1, 2] },
    batchSize: 32,
    dropLast: true,
    totalEpochs: 3,
    schedule: { kind: 'constant', rate: 0.1 },
    earlyStopping: { metric: 'accuracy', patience: 0, minDelta: 0.1, restoreBest: true },
    budget: { steps: 10, seconds: 0.5 },
    recordNorms: true,
    compiler: 'xla',
    threads: 2,
  }
  expect(recipe.parse(full)).toEqual(full)
})

describe('what is refused', () => {
  test('numbers out of their range, and what is no number', () => {
    expect(withLayer({ kind: 'dense', units: 0, activation: 'relu', l2: '0.1' })).toEqual([
      'model.layers.0.units: must be a whole number, at least 1 and at most 2147483647; was 0',
      'model.layers.0.l2: must be a number, at least 0; was "0.1"',
    ])
  })

  test('a field that is missing', () => {
    expect(withLayer({ kind: 'dropout' })).toEqual([
      'model.layers.0.rate: is missing; it must be a number, at least 0 and below 1',
    ])
    expect(faults((copy) => ({ ...copy, batchSize: undefined }))).toEqual([
      'batchSize: is missing; it must be a whole number, at least 1 and at most 60000',
    ])
  })

  test('a field that there is not', () => {
    expect(withOptimizer({ kind: 'sgd', weigthDecay: 0.1 })).toEqual([
      'optimizer: has no field weigthDecay; there are kind, momentum, nesterov, weightDecay, clipNorm, globalClipNorm, clipValue',
    ])
    expect(faults((copy) => ({ ...copy, epochs: 3 }))[0]).toMatch(
      /^: has no field epochs; there are/,
    )
  })

  test('an unknown kind, and no kind at all', () => {
    expect(withOptimizer({ kind: 'adamax' })).toEqual([
      'optimizer.kind: must be one of sgd, adam, adamw, nadam, rmsprop, adagrad, adadelta, lion, schedule-free-sgd, schedule-free-adamw; was "adamax"',
    ])
    const kinds = 'flatten, dense, conv2d, max-pool, average-pool, batch-norm, dropout'
    expect(withLayer('dense')).toEqual([
      `model.layers.0: must be an object with a kind, one of ${kinds}; was "dense"`,
    ])
  })

  test('a word that there is not', () => {
    expect(withLayer({ kind: 'dense', units: 10, activation: 'swish' })).toEqual([
      'model.layers.0.activation: must be one of linear, relu, tanh, sigmoid, gelu, elu, selu, softmax; was "swish"',
    ])
  })

  test('null for what may be left out', () => {
    expect(faults((copy) => ({ ...copy, dropLast: null }))).toEqual([
      'dropLast: must be true or false; was null',
    ])
  })

  test('no layers, and no recipe', () => {
    expect(faults((copy) => ({ ...copy, model: { layers: [] } }))).toEqual([
      'model.layers: must be 1 to 256 layers; was 0',
    ])
    expect(faults(() => [1])).toEqual([': must be an object; was [1]'])
  })

  test('images that there are not', () => {
    const subset = { kind: 'sample', count: 1, seed: -1 }
    const data = { dataset: 'mnist', subset, validation: { kind: 'none' } }
    expect(faults((copy) => ({ ...copy, data }))).toEqual([
      'data.dataset: must be one of fashion-mnist; was "mnist"',
      'data.subset.count: must be a whole number, at least 2 and at most 60000; was 1',
      'data.subset.seed: must be a whole number, at least 0 and at most 4294967295; was -1',
      'data.validation.kind: must be one of split, test, both; was "none"',
    ])
  })

  test('a schedule that is none', () => {
    expect(faults((copy) => ({ ...copy, schedule: { kind: 'cosin' } }))[0]).toMatch(
      /^schedule: schedule\.kind: unknown kind "cosin"/,
    )
  })
})
