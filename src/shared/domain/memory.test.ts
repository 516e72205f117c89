import { describe, expect, test } from 'vitest'
import { bytesOf, largestLayer, memoryParts, recipeMemory } from './memory'
import type { OptimizerSpec } from './optimizer'
import { recipeOfPreset } from './presets'

const article = recipeOfPreset('article')!
const parameters = 506_530

test("the article's parts", () => {
  const memory = recipeMemory(article)
  expect(memory).toMatchObject({
    weights: 4 * parameters,
    gradients: 4 * parameters,
    slots: 0,
    copies: 4 * parameters,
    // Flatten and three dense layers, their values and gradients.
    activations: 2 * 4 * 64 * (784 + 512 + 200 + 10),
    images: 20_000 * 785,
  })
  const { engine, weights, gradients, slots, copies, activations, images, total } = memory
  expect(total).toBe(engine + weights + gradients + slots + copies + activations + images)
  expect(memoryParts(memory)).toEqual([
    'TensorFlow 400.0 MB',
    'weights 1.9 MB',
    'gradients 1.9 MB',
    'copies for checkpoints 1.9 MB',
    'activations of a batch 753.0 KB',
    'images 15.0 MB',
  ])
})

test("the layers' parts are those of the model", () => {
  const memory = recipeMemory({ ...article, optimizer: { kind: 'adam', amsgrad: true } })
  const layers = memory.layers.reduce((sum, layer) => sum + bytesOf(layer), 0)
  expect(layers).toBe(memory.total - memory.engine - memory.images)
  expect(memory.slots).toBe(3 * 4 * parameters)
  expect(largestLayer(memory)).toMatchObject({ name: 'dense', index: 1, parameters: 401_920 })
})

test('moving statistics have neither gradients nor slots', () => {
  const layers = [{ kind: 'batch-norm' } as const, ...article.model.layers]
  const memory = recipeMemory({ ...article, model: { layers }, optimizer: { kind: 'adam' } })
  expect(memory.weights).toBe(4 * (parameters + 4))
  expect(memory.gradients).toBe(4 * (parameters + 2))
  expect(memory.slots).toBe(2 * 4 * (parameters + 2))
})

describe('images', () => {
  test.each([
    ['test', { kind: 'test' } as const, 30_000],
    ['both', { kind: 'both', fraction: 0.2 } as const, 30_000],
    ['split', { kind: 'split', fraction: 0.2 } as const, 20_000],
  ])('%s', (_, validation, count) => {
    const data = { ...article.data, validation }
    expect(recipeMemory({ ...article, data }).images).toBe(785 * count)
  })
})

test.each<readonly [OptimizerSpec, slots: number]>([
  [{ kind: 'sgd' }, 0],
  [{ kind: 'sgd', momentum: 0.9 }, 1],
  [{ kind: 'adam' }, 2],
  [{ kind: 'adamw' }, 2],
  [{ kind: 'adam', amsgrad: true }, 3],
  [{ kind: 'nadam' }, 2],
  [{ kind: 'rmsprop' }, 1],
  [{ kind: 'rmsprop', momentum: 0.9, centered: true }, 3],
  [{ kind: 'adagrad' }, 1],
  [{ kind: 'adadelta' }, 2],
  [{ kind: 'lion' }, 1],
  [{ kind: 'schedule-free-sgd' }, 1],
  [{ kind: 'schedule-free-adamw' }, 2],
])('%j has %d slots', (optimizer, slots) => {
  expect(recipeMemory({ ...article, optimizer }).slots).toBe(slots * 4 * parameters)
})
