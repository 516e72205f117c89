import { describe, expect, test } from 'vitest'
import { articleTemplate } from '../../../../shared/domain/article'
import type { Recipe } from '../../../../shared/domain/recipe'
import { readTraining } from './read-training'
import { firstForm, type TrainingForm } from './training-form'

const recipes = articleTemplate.trials.map(({ recipe }) => recipe)
const linear = articleTemplate.trials.filter(({ id }) => id === 'linear').map((one) => one.recipe)

const read = (changes: Partial<TrainingForm>, of: readonly Recipe[] = recipes) =>
  readTraining({ ...firstForm(of), ...changes }, of)

test('fields that nobody touched change nothing', () => {
  expect(read({})).toEqual({ changes: {}, problems: {} })
})

test('presets replace network and optimizer', () => {
  const { changes } = read({ network: 'softmax', optimizer: 'momentum' })
  expect(changes.model?.layers).toHaveLength(2)
  expect(changes.optimizer).toEqual({ kind: 'sgd', momentum: 0.9 })
})

test('validation keeps the images and the share that the trials hold out', () => {
  expect(read({ validation: 'both' }).changes.data).toEqual({
    dataset: 'fashion-mnist',
    subset: { kind: 'sample', count: 20_000, seed: 9125 },
    validation: { kind: 'both', fraction: 0.2 },
  })
  expect(read({ validation: 'test' }).changes.data?.validation).toEqual({ kind: 'test' })
})

test('options of loss, stopping and recording', () => {
  const { changes } = read({
    labelSmoothing: '0.1',
    stopping: 'valLoss',
    patience: '3',
    restoreBest: true,
    recordNorms: true,
    batchSize: ' 128 ',
  })
  expect(changes).toEqual({
    batchSize: 128,
    loss: { labelSmoothing: 0.1 },
    earlyStopping: { metric: 'valLoss', patience: 3, restoreBest: true },
    recordNorms: true,
  })
})

test('what the trials have can be taken away', () => {
  const recipe: Recipe = {
    ...linear[0]!,
    loss: { labelSmoothing: 0.1 },
    earlyStopping: { metric: 'loss', patience: 2 },
    recordNorms: true,
  }
  const without = { labelSmoothing: '0', stopping: 'none', recordNorms: false } as const
  expect(read(without, [recipe]).changes).toEqual({
    loss: null,
    earlyStopping: null,
    recordNorms: null,
  })
})

describe('what cannot be read is told with its rule', () => {
  test.each([
    [
      { batchSize: '0' },
      'batchSize',
      'Batch size must be a whole number, at least 1 and at most 60000; was 0.',
    ],
    [
      { batchSize: 'many' },
      'batchSize',
      'Batch size must be a whole number, at least 1 and at most 60000; it is “many”.',
    ],
    [
      { labelSmoothing: '1' },
      'labelSmoothing',
      'Label smoothing must be a number, at least 0 and below 1; was 1.',
    ],
    [
      { stopping: 'valLoss', patience: '' },
      'patience',
      'Patience must be a whole number, at least 0 and at most 10000; it is “”.',
    ],
  ] as const)('%j', (changes, field, problem) => {
    const { changes: made, problems } = read(changes)
    expect(problems).toEqual({ [field]: problem })
    expect(made).not.toHaveProperty(field)
  })

  test('but patience only where something is watched', () => {
    expect(read({ patience: 'long' })).toEqual({ changes: {}, problems: {} })
  })
})
