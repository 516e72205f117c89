import { describe, expect, test } from 'vitest'
import { countParameters } from './model-summary'
import { optimizerDefaults } from './optimizer'
import { modelPresets, optimizerPresets, presetRecipe, recipeOfPreset } from './presets'
import { checkRecipe } from './recipe-check'

const all = [...modelPresets, ...optimizerPresets]

test('ids are unlike each other', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
})

test.each(modelPresets)('$id has the parameters that it tells of', ({ description, model }) => {
  const { trained } = countParameters(model)
  expect(description).toContain(`${trained.toLocaleString('en-US')} parameters`)
})

test('there is a preset for each kind of optimizer', () => {
  const kinds = new Set(optimizerPresets.map(({ optimizer }) => optimizer.kind))
  expect([...kinds].sort()).toEqual(Object.keys(optimizerDefaults).sort())
})

describe('every model under every optimizer', () => {
  test.each(modelPresets)('$id can be trained', (model) => {
    for (const optimizer of optimizerPresets) {
      expect(checkRecipe(presetRecipe(model, optimizer))).toEqual([])
    }
  })
})

test('a recipe by the id of a model, or of an optimizer', () => {
  expect(recipeOfPreset('lenet')).toMatchObject({ optimizer: { kind: 'sgd' }, batchSize: 64 })
  expect(recipeOfPreset('lion')).toMatchObject({
    model: modelPresets[0]?.model,
    optimizer: { kind: 'lion' },
    schedule: { kind: 'constant', rate: 0.0001 },
  })
  expect(recipeOfPreset('vgg')).toBeUndefined()
})
