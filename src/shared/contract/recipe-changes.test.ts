import { describe, expect, test } from 'vitest'
import { recipeChanges, studyRecipeChanges } from './recipe-changes'

describe('changes of a recipe', () => {
  test.each<[string, object]>([
    ['none', {}],
    ['one field', { batchSize: 32 }],
    ['optional fields that are left out', { loss: null, earlyStopping: null, compiler: null }],
    ['a whole optimizer', { optimizer: { kind: 'sgd', momentum: 0.9, nesterov: true } }],
  ])('%s', (_, changes) => {
    expect(recipeChanges.parse(changes)).toEqual(changes)
    expect(studyRecipeChanges.parse(changes)).toEqual(changes)
  })

  test.each<[string, object, RegExp]>([
    ['a field that there is not', { batchsize: 32 }, /has no field batchsize; there are data, /],
    ['a required field left out', { batchSize: null }, /null/],
    ['a value out of range', { optimizer: { kind: 'sgd', momentum: 2 } }, /2/],
    ['a field within that there is not', { loss: { smoothing: 0.1 } }, /smoothing/],
  ])('refuse %s', (_, changes, message) => {
    expect(() => recipeChanges.parse(changes)).toThrow(message)
  })

  test('of a whole study leave schedules and lengths to its trials', () => {
    expect(recipeChanges.parse({ totalEpochs: 3 })).toEqual({ totalEpochs: 3 })
    for (const field of [{ totalEpochs: 3 }, { schedule: { kind: 'constant', rate: 0.1 } }]) {
      expect(() => studyRecipeChanges.parse(field)).toThrow(/has no field/)
    }
  })
})
