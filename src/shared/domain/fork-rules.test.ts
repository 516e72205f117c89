import { describe, expect, test } from 'vitest'
import { forkFault } from './fork-rules'
import type { Recipe } from './recipe'
import { withChanges, type RecipeChanges } from './recipe-changes'

const parent: Recipe = {
  data: {
    dataset: 'fashion-mnist',
    subset: { kind: 'sample', count: 2_000, seed: 5 },
    validation: { kind: 'split', fraction: 0.2 },
  },
  model: {
    layers: [
      { kind: 'flatten' },
      { kind: 'dense', units: 64, activation: 'relu', l2: 0.01 },
      { kind: 'dropout', rate: 0.5 },
      { kind: 'dense', units: 10, activation: 'softmax' },
    ],
  },
  optimizer: { kind: 'adam', amsgrad: true },
  batchSize: 50,
  totalEpochs: 20,
  schedule: { kind: 'constant', rate: 0.1 },
  earlyStopping: { metric: 'valLoss', patience: 3 },
}

const faultOf = (changes: RecipeChanges, epochs = 10) =>
  forkFault(parent, withChanges(parent, changes), epochs)

const layers = (first: object, dropout: object = {}): RecipeChanges => ({
  model: {
    layers: parent.model.layers.map((layer, index) =>
      index === 1
        ? { ...layer, ...first }
        : layer.kind === 'dropout'
          ? { ...layer, ...dropout }
          : layer,
    ),
  },
})

describe('a fork may have', () => {
  test.each<[string, RecipeChanges]>([
    ['nothing new', {}],
    ['another schedule', { schedule: { kind: 'exponential', initial: 0.5, k: 0.1 } }],
    [
      'the same optimizer, set otherwise',
      { optimizer: { kind: 'adam', beta1: 0.8, amsgrad: true } },
    ],
    ['another loss', { loss: { labelSmoothing: 0.1 } }],
    ['more epochs, or fewer', { totalEpochs: 11 }],
    ['no early stopping', { earlyStopping: null }],
    ['a budget', { budget: { steps: 1_000 } }],
    ['norms', { recordNorms: true }],
    ['other penalties and dropout', layers({ l1: 0.1, l2: undefined }, { rate: 0.1 })],
    ['a default in words', { dropLast: false, compiler: 'tensorflow' }],
    [
      'its data in another order of fields',
      {
        data: {
          validation: { fraction: 0.2, kind: 'split' },
          subset: { seed: 5, kind: 'sample', count: 2_000 },
          dataset: 'fashion-mnist',
        },
      },
    ],
  ])('%s', (_, changes) => {
    expect(faultOf(changes)).toBeNull()
  })
})

describe('a fork must not have', () => {
  test.each<[string, RecipeChanges, string, RegExp]>([
    [
      'other data',
      { data: { ...parent.data, validation: { kind: 'test' } } },
      'data',
      /must stay .*"fraction":0.2.*, was .*"test".*: .* these images/,
    ],
    ['another batch size', { batchSize: 64 }, 'batchSize', /must stay 50, was 64/],
    ['other last batches', { dropLast: true }, 'dropLast', /must stay false, was true/],
    ['another compiler', { compiler: 'xla' }, 'compiler', /must stay "tensorflow", was "xla"/],
    [
      'another optimizer',
      { optimizer: { kind: 'sgd' } },
      'optimizer.kind',
      /must stay "adam", was "sgd"/,
    ],
    [
      'an optimizer that keeps less',
      { optimizer: { kind: 'adam' } },
      'optimizer.amsgrad',
      /must stay true, was false/,
    ],
    ['other units', layers({ units: 65 }), 'model.layers.1.units', /must stay 64, was 65/],
    [
      'other initial weights',
      layers({ initializer: 'he-normal' }),
      'model.layers.1.initializer',
      /must stay left out, was "he-normal"/,
    ],
    [
      'fewer layers',
      { model: { layers: parent.model.layers.slice(1) } },
      'model.layers',
      /must stay 4 layers, was 3/,
    ],
    [
      'no epoch left',
      { totalEpochs: 10 },
      'totalEpochs',
      /must be more than the 10 epochs of the checkpoint, was 10/,
    ],
  ])('%s', (_, changes, field, rule) => {
    expect(faultOf(changes)).toEqual({ field, rule: expect.stringMatching(rule) as string })
  })
})

test.each([
  [0.9, 0.5, null],
  [0.9, undefined, 'must stay above 0, was 0'],
  [undefined, 0.9, 'must stay 0, was 0.9'],
])('a momentum of %s may not become %s if one is 0', (was, is, rule) => {
  const withMomentum = (momentum?: number) =>
    withChanges(parent, { optimizer: { kind: 'sgd', ...(momentum !== undefined && { momentum }) } })
  const fault = forkFault(withMomentum(was), withMomentum(is), 10)
  if (rule === null) expect(fault).toBeNull()
  else
    expect(fault).toMatchObject({
      field: 'optimizer.momentum',
      rule: expect.stringContaining(rule) as string,
    })
})

test('changes replace fields whole; null leaves one out, and undefined changes nothing', () => {
  const changed = withChanges(parent, {
    optimizer: { kind: 'adam' },
    earlyStopping: null,
    batchSize: undefined,
    dropLast: null,
  })
  const { earlyStopping, ...others } = parent
  expect(earlyStopping).toBeDefined()
  expect(changed).toStrictEqual({ ...others, optimizer: { kind: 'adam' } })
})
