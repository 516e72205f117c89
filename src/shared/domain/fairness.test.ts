import { describe, expect, test } from 'vitest'
import { articleTemplate } from './article'
import { describeRecipe, describeSchedule } from './describe-recipe'
import { differencesBesideSchedule } from './fairness'
import { asTrialId } from './ids'
import type { LayerSpec } from './model'
import type { OptimizerSpec } from './optimizer'
import { modelPresets, recipeOfPreset } from './presets'
import type { Recipe } from './recipe'

const { trials } = articleTemplate
const named = (...ids: string[]) => trials.filter((trial) => ids.includes(trial.id))

test("the article's baseline differs in its data, Adam in its optimizer", () => {
  expect(differencesBesideSchedule(trials)).toEqual([
    {
      label: 'Training images',
      usual: '16,000 of 20,000 drawn with seed 9125',
      others: [{ value: '20,000 of 20,000 drawn with seed 9125', trials: ['Constant'] }],
    },
    {
      label: 'Validation images',
      usual: '4,000 images, the last 20 %',
      others: [{ value: '10,000 images, the test set', trials: ['Constant'] }],
    },
    {
      label: 'Optimizer',
      usual: 'SGD',
      others: [{ value: 'Adam (beta 1 0.9, beta 2 0.999, epsilon 1e-7)', trials: ['Adam'] }],
    },
    { label: 'Steps per epoch', usual: '250', others: [{ value: '313', trials: ['Constant'] }] },
  ])
})

test('trials that differ only in their schedule compare fairly', () => {
  expect(differencesBesideSchedule(named('linear', 'step', 'exponential'))).toEqual([])
})

test('one trial or none has nothing to differ from', () => {
  expect(differencesBesideSchedule(named('adam'))).toEqual([])
  expect(differencesBesideSchedule([])).toEqual([])
})

test('a recipe in words', () => {
  const [linear] = named('linear')
  expect(linear && describeRecipe(linear.recipe).map(({ value }) => value)).toEqual([
    '16,000 of 20,000 drawn with seed 9125',
    '4,000 images, the last 20 %',
    'flatten → 512 relu → 200 relu → 10 softmax',
    'SGD',
    '64',
    '250',
    '100',
  ])
})

test('a schedule in words has its defaults too', () => {
  const [linear] = named('linear')
  const facts = linear ? describeSchedule(linear.recipe.schedule) : []
  expect(facts.slice(0, 1)).toEqual([{ label: 'Schedule', value: 'Polynomial' }])
  expect(facts).toContainEqual({ label: 'Set', value: 'before every epoch' })
  expect(facts).toContainEqual({ label: 'initial rate', value: '0.5' })
  expect(facts.map(({ value }) => value)).toContain('the whole run')
})

const base = recipeOfPreset('article')!
const trialOf = (name: string, recipe: Recipe) => {
  return { id: asTrialId(name), name, description: '', tags: [], recipe }
}
const between = (recipe: Recipe, other: Recipe) =>
  differencesBesideSchedule([trialOf('one', recipe), trialOf('other', other)])

const withLayer = (layer: LayerSpec): Partial<Recipe> => ({
  model: { layers: [layer, ...base.model.layers] },
})
const optimized = (optimizer: OptimizerSpec): Partial<Recipe> => ({ optimizer })

describe('what else may differ', () => {
  test.each<readonly [what: string, label: string, value: string, changes: Partial<Recipe>]>([
    [
      'dropout',
      'Network',
      'dropout 0.25 → flatten → 512 relu → 200 relu → 10 softmax',
      withLayer({ kind: 'dropout', rate: 0.25 }),
    ],
    [
      'batch normalisation',
      'Network',
      'batch norm (momentum 0.9) → flatten → 512 relu → 200 relu → 10 softmax',
      withLayer({ kind: 'batch-norm', momentum: 0.9 }),
    ],
    [
      'a penalty',
      'Network',
      '10 softmax (he-normal, L1 0.1, L2 0.0001)',
      {
        model: {
          layers: [
            {
              kind: 'dense',
              units: 10,
              activation: 'softmax',
              initializer: 'he-normal',
              l1: 0.1,
              l2: 0.0001,
            },
          ],
        },
      },
    ],
    [
      'momentum',
      'Optimizer',
      'SGD (momentum 0.9, Nesterov)',
      optimized({ kind: 'sgd', momentum: 0.9, nesterov: true }),
    ],
    ['an optimizer', 'Optimizer', 'Lion (beta 1 0.9, beta 2 0.99)', optimized({ kind: 'lion' })],
    ['weight decay', 'Weight decay', '0.01', optimized({ kind: 'sgd', weightDecay: 0.01 })],
    [
      'clipping each',
      'Gradient clipping',
      'each to a norm of 1',
      optimized({ kind: 'sgd', clipNorm: 1 }),
    ],
    [
      'clipping all',
      'Gradient clipping',
      'all together to a norm of 2',
      optimized({ kind: 'sgd', globalClipNorm: 2 }),
    ],
    [
      'clipping values',
      'Gradient clipping',
      'values to 0.5',
      optimized({ kind: 'sgd', clipValue: 0.5 }),
    ],
    ['label smoothing', 'Label smoothing', '0.1', { loss: { labelSmoothing: 0.1 } }],
    [
      'class weights',
      'Class weights',
      '2, 1, 1, 1, 1, 1, 1, 1, 1, 1',
      { loss: { classWeights: [2, 1, 1, 1, 1, 1, 1, 1, 1, 1] } },
    ],
    ['the last batch', 'Last batch', 'dropped when not full', { dropLast: true }],
    [
      'early stopping',
      'Early stopping',
      'after 5 epochs without better validation loss by more than 0.01; ends with the weights of its best epoch',
      { earlyStopping: { metric: 'valLoss', patience: 5, minDelta: 0.01, restoreBest: true } },
    ],
    ['a budget', 'Budget', '1,000 steps or 60 s', { budget: { steps: 1000, seconds: 60 } }],
    ['the compiler', 'Compiler', 'XLA', { compiler: 'xla' }],
    ['threads', 'Compiler', 'TensorFlow, 2 threads', { threads: 2 }],
    [
      'the test set beside',
      'Validation images',
      '4,000 images, the last 20 %; the test set beside them',
      { data: { ...base.data, validation: { kind: 'both', fraction: 0.2 } } },
    ],
  ])('%s', (_, label, value, changes) => {
    const changed = { ...base, ...changes }
    expect(between(base, changed)).toMatchObject([
      { label, others: [{ value, trials: ['other'] }] },
    ])
    expect(describeRecipe(changed)).toContainEqual({ label, value })
  })

  test('a fraction that rounds to the same percentage', () => {
    const split = (fraction: number) => ({
      ...base,
      data: { ...base.data, validation: { kind: 'split', fraction } as const },
    })
    expect(between(split(0.2), split(0.2001)).map(({ others }) => others[0]?.value)).toEqual([
      '15,998 of 20,000 drawn with seed 9125',
      '4,002 images, the last 20.01 %',
    ])
  })

  test('not what is spelt out though it is so by itself', () => {
    const spelt: Recipe = {
      ...base,
      optimizer: { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 },
      loss: { labelSmoothing: 0, classWeights: Array.from({ length: 10 }, () => 1) },
      dropLast: false,
      budget: {},
      compiler: 'tensorflow',
    }
    expect(between(base, spelt)).toEqual([])
    expect(describeRecipe(spelt)).toEqual(describeRecipe(base))
  })

  test('not what is recorded, though it is told', () => {
    const recording = { ...base, recordNorms: true }
    expect(between(base, recording)).toEqual([])
    expect(describeRecipe(recording).at(-1)).toEqual({
      label: 'Recorded',
      value: 'norms of gradient, weights and update',
    })
  })
})

test('a convolutional network in words', () => {
  const layers: readonly LayerSpec[] = [
    ...modelPresets.find(({ id }) => id === 'lenet')!.model.layers.slice(0, 2),
    { kind: 'average-pool', poolSize: [2, 3], strides: 1, padding: 'same' },
    {
      kind: 'conv2d',
      filters: 4,
      kernelSize: [3, 5],
      strides: [1, 2],
      activation: 'gelu',
      l2: 0.01,
    },
  ]
  expect(describeRecipe({ ...base, model: { layers } })[2]?.value).toBe(
    'conv 5 x 5, 6 relu (same) → max pool 2 x 2 → average pool 2 x 3 (strides 1 x 1, same) → ' +
      'conv 3 x 5, 4 gelu (strides 1 x 2, L2 0.01)',
  )
})
