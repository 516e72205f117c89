import { describe, expect, test } from 'vitest'
import type { LayerSpec } from './model'
import type { OptimizerSpec } from './optimizer'
import { recipeOfPreset } from './presets'
import type { Recipe } from './recipe'
import { checkRecipe, problemText } from './recipe-check'

const base = recipeOfPreset('article')!
const output: LayerSpec = { kind: 'dense', units: 10, activation: 'softmax' }
const flatten: LayerSpec = { kind: 'flatten' }

const problems = (changes: Partial<Recipe>, available?: { memoryBytes: number }) =>
  checkRecipe({ ...base, ...changes }, available).map(problemText)

const layered = (...layers: readonly LayerSpec[]) => problems({ model: { layers } })
const optimized = (optimizer: OptimizerSpec, changes: Partial<Recipe> = {}) =>
  problems({ optimizer, ...changes })
const validated = (validation: Recipe['data']['validation'], count = 20_000) =>
  problems({ data: { ...base.data, subset: { kind: 'sample', count, seed: 1 }, validation } })

test("the article's recipe can be trained", () => {
  expect(checkRecipe(base, { memoryBytes: 2 ** 30 })).toEqual([])
})

describe('batches and images', () => {
  test('a batch may be as large as the training images, and no larger', () => {
    expect(problems({ batchSize: 16_000 })).toEqual([])
    expect(problems({ batchSize: 16_001 })).toEqual([
      'batchSize: must be at most the 16,000 training images; was 16,001',
    ])
  })

  test('a dropped batch that is the only one', () => {
    expect(problems({ batchSize: 16_001, dropLast: true })).toEqual([
      'batchSize: must be at most the 16,000 training images; was 16,001, ' +
        'and with dropLast no step would be left',
    ])
  })

  test.each([0, 0.5, 60_001, NaN])('a batch of %d', (batchSize) => {
    expect(problems({ batchSize })).toEqual([
      `batchSize: must be a whole number, at least 1 and at most 60000; was ${batchSize}`,
    ])
  })

  test('a split that leaves nothing on one side', () => {
    expect(validated({ kind: 'split', fraction: 0.99 }, 50)).toEqual([
      'data.validation.fraction: must leave at least one image to train on; 0.99 of 50 images leaves none',
    ])
    expect(validated({ kind: 'both', fraction: 1e-17 })).toEqual([
      'data.validation.fraction: must leave at least one image to validate on; 1e-17 of 20,000 images leaves none',
    ])
    expect(validated({ kind: 'split', fraction: 1 })).toEqual([
      'data.validation.fraction: must be a number, above 0 and below 1; was 1',
    ])
  })

  test('a sample of one', () => {
    expect(validated({ kind: 'test' }, 1)).toEqual([
      'data.subset.count: must be a whole number, at least 2 and at most 60000; was 1',
    ])
  })
})

describe('layers', () => {
  test.each([0, 2.5, -1])('%d units', (units) => {
    expect(layered(flatten, { kind: 'dense', units, activation: 'relu' }, output)).toEqual([
      `model.layers.1.units: must be a whole number, at least 1 and at most 2147483647; was ${units}`,
    ])
  })

  test('no filters, and a kernel of two and a half', () => {
    const conv: LayerSpec = { kind: 'conv2d', filters: 0, kernelSize: [2.5, 3], activation: 'relu' }
    expect(layered(conv, flatten, output)).toEqual([
      'model.layers.0.filters: must be a whole number, at least 1 and at most 2147483647; was 0',
      'model.layers.0.kernelSize: must be a whole number of at least 1, or two such numbers for height and width; was [2.5,3]',
    ])
  })

  test('pooling below one pixel', () => {
    const pool: LayerSpec = { kind: 'max-pool', poolSize: 8 }
    expect(layered(pool, pool, flatten, output)).toEqual([
      'model.layers.1: a window of 8 x 8 does not fit into 3 x 3; it would leave less than 1 pixel',
    ])
  })

  test('dense without flatten', () => {
    expect(layered(output)).toEqual([
      'model.layers.0: a dense layer needs flat input, was given 28 x 28 x 1; put a flatten layer before it',
    ])
  })

  test('an end that is not the softmax over the classes', () => {
    const rule = 'the last layer must be dense with 10 units and softmax; was'
    const end = (...layers: LayerSpec[]) => layered(flatten, ...layers)
    expect(end()).toEqual([`model.layers.0: ${rule} flatten`])
    expect(end({ ...output, units: 9 })).toEqual([`model.layers.1: ${rule} dense, 9 softmax`])
    expect(end(output, { kind: 'dropout', rate: 0.5 })).toEqual([
      'model.layers.1.activation: softmax must be in the last layer only; was in one before it',
      `model.layers.2: ${rule} dropout`,
    ])
  })

  test.each([1, -0.1, NaN])('dropout of %d', (rate) => {
    expect(layered(flatten, { kind: 'dropout', rate }, output)).toEqual([
      `model.layers.1.rate: must be a number, at least 0 and below 1; was ${rate}`,
    ])
  })

  test('no layer, and too many', () => {
    expect(layered()).toEqual(['model.layers: must be 1 to 256 layers; was 0'])
    expect(layered(...Array.from({ length: 257 }, () => flatten))).toEqual([
      'model.layers: must be 1 to 256 layers; was 257',
    ])
  })
})

describe('optimizers', () => {
  test('AMSGrad is not for Nadam', () => {
    expect(optimized({ kind: 'nadam', amsgrad: true })).toEqual([
      'optimizer.amsgrad: must be false for Nadam; was true',
    ])
  })

  test('Nesterov needs a momentum', () => {
    expect(optimized({ kind: 'sgd', nesterov: true })).toEqual([
      'optimizer.nesterov: must be false without momentum; momentum was 0',
    ])
  })

  test('only one way of clipping', () => {
    expect(optimized({ kind: 'adam', clipNorm: 1, clipValue: 2 })).toEqual([
      'optimizer.clipValue: only one of clipNorm, globalClipNorm, clipValue may be given; was given with clipNorm',
    ])
  })

  test('what schedule-free SGD does not use', () => {
    expect(optimized({ kind: 'schedule-free-sgd', beta2: 0.9 })).toEqual([
      'optimizer.beta2: must be 0 for Schedule-free SGD, which does not use it; was 0.9',
    ])
  })

  test('values out of their range', () => {
    expect(optimized({ kind: 'adam', beta1: 1, epsilon: 0, weightDecay: -1, clipNorm: 0 })).toEqual(
      [
        'optimizer.beta1: must be a number, at least 0 and below 1; was 1',
        'optimizer.epsilon: must be a number, above 0; was 0',
        'optimizer.weightDecay: must be a number, at least 0; was -1',
        'optimizer.clipNorm: must be a number, above 0; was 0',
      ],
    )
  })
})

describe('schedules', () => {
  const cycle: Recipe['schedule'] = {
    kind: 'one-cycle',
    peak: 0.1,
    momentum: { low: 0.85, high: 0.95 },
  }

  test('a momentum needs an optimizer that has one', () => {
    expect(optimized({ kind: 'adam' }, { schedule: cycle })).toEqual([])
    expect(optimized({ kind: 'sgd', momentum: 0.9 }, { schedule: cycle })).toEqual([])
    expect(optimized({ kind: 'adagrad' }, { schedule: cycle })).toEqual([
      'schedule: must not set a momentum, which Adagrad as it is here has not; was one-cycle with momentum',
    ])
    expect(optimized({ kind: 'sgd' }, { schedule: cycle })).toEqual([
      'schedule: must not set a momentum, which SGD as it is here has not; was one-cycle with momentum; give it a momentum above 0',
    ])
  })

  test('a rate below 0 somewhere in the run', () => {
    const found = problems({
      schedule: { kind: 'formula', expression: '0.1 - t / 1000', per: 'epoch' },
      totalEpochs: 200,
    })
    expect(found).toEqual([
      expect.stringMatching(/^schedule: the rate at step 25250 would be -0\.001/),
    ])
  })
})

describe('loss, early stopping and budget', () => {
  test('class weights: ten, none below 0, not all 0', () => {
    const rule = 'loss.classWeights: must be a list of 10 numbers, each at least 0; was'
    expect(problems({ loss: { classWeights: [1, 2] } })).toEqual([`${rule} [1,2]`])
    expect(problems({ loss: { classWeights: [-1, 1, 1, 1, 1, 1, 1, 1, 1, 1] } })).toEqual([
      `${rule} [-1,1,1,1,1,1,1,1,1,1]`,
    ])
    expect(problems({ loss: { classWeights: Array.from({ length: 10 }, () => 0) } })).toEqual([
      'loss.classWeights: must have at least one number above 0; was [0,0,0,0,0,0,0,0,0,0]',
    ])
  })

  test('values out of their range', () => {
    const bad: Partial<Recipe> = {
      loss: { labelSmoothing: 1 },
      earlyStopping: { metric: 'valLoss', patience: 1.5, minDelta: -1 },
      budget: { steps: 0, seconds: 0 },
    }
    expect(problems(bad)).toEqual([
      'loss.labelSmoothing: must be a number, at least 0 and below 1; was 1',
      'earlyStopping.patience: must be a whole number, at least 0 and at most 10000; was 1.5',
      'earlyStopping.minDelta: must be a number, at least 0; was -1',
      'budget.steps: must be a whole number, at least 1; was 0',
      'budget.seconds: must be a number, above 0; was 0',
    ])
  })
})

describe('memory', () => {
  const wide = (units: number) =>
    layered(flatten, { kind: 'dense', units, activation: 'relu' }, output)

  test('a billion parameters are refused whatever the machine', () => {
    const [problem, ...others] = wide(1_260_000)
    expect(others).toEqual([])
    expect(problem).toBe(
      'model.layers.1.units: 1,260,000 is too much: the model must have at most 536,870,911 parameters, ' +
        'it has 1,001,700,010; it would take about 12.2 GB (TensorFlow 400.0 MB, weights 3.7 GB, ' +
        'gradients 3.7 GB, copies for checkpoints 3.7 GB, activations of a batch 615.6 MB, images 15.0 MB), ' +
        'most of it for dense: 11.7 GB',
    )
  })

  test('sizes beyond any machine are refused by arithmetic', () => {
    const [problem] = layered(
      { kind: 'conv2d', filters: 2 ** 31 - 1, kernelSize: 5, activation: 'relu' },
      { kind: 'conv2d', filters: 2 ** 31 - 1, kernelSize: 5, activation: 'relu' },
      flatten,
      output,
    )
    expect(problem).toMatch(/^model\.layers\.1\.filters: 2,147,483,647 is too much: .* TB/)
  })

  test('what fits into no more than there is', () => {
    const batch = { batchSize: 16_000 }
    expect(problems(batch, { memoryBytes: 2 ** 30 })).toEqual([])
    expect(problems(batch, { memoryBytes: 500 * 2 ** 20 })).toEqual([
      expect.stringMatching(
        /^batchSize: 16,000 is too much: the run must fit into the memory that is there, 500\.0 MB; it would take about 6\d\d\.\d MB \(.*\), most of it for flatten: 95\.7 MB$/,
      ),
    ])
  })

  test('too little for TensorFlow itself', () => {
    expect(problems({}, { memoryBytes: 2 ** 20 })).toEqual([
      expect.stringContaining('the run must fit into the memory that is there, 1.0 MB'),
    ])
  })
})
