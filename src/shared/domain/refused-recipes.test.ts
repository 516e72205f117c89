import { describe, expect, test } from 'vitest'
import { jsonFault } from './json-fault'
import type { LayerSpec } from './model'
import { recipeOfPreset } from './presets'
import type { Recipe } from './recipe'
import { checkRecipe, problemText } from './recipe-check'

const base = recipeOfPreset('article')!
const problems = (changes: Partial<Recipe>, available?: { memoryBytes: number }) =>
  checkRecipe({ ...base, ...changes }, available).map(problemText)

describe('a recipe is refused for', () => {
  test('a share of all images that leaves none on one side', () => {
    const data: Recipe['data'] = {
      ...base.data,
      subset: { kind: 'all' },
      validation: { kind: 'split', fraction: 1e-17 },
    }
    expect(problems({ data })).toEqual([
      'data.validation.fraction: must leave at least one image to validate on; ' +
        '1e-17 of 60,000 images leaves none',
    ])
  })

  test('a field of its schedule, by that field', () => {
    expect(problems({ schedule: { kind: 'constant', rate: -1 } })).toEqual([
      expect.stringMatching(/^schedule\.rate: .*was -1$/),
    ])
  })

  test('memory of a layer that has no size of its own, by the layer', () => {
    const layers: LayerSpec[] = [
      { kind: 'flatten' },
      { kind: 'batch-norm' },
      { kind: 'dense', units: 1, activation: 'relu' },
      { kind: 'dense', units: 10, activation: 'softmax' },
    ]
    const found = problems({ model: { layers }, batchSize: 1 }, { memoryBytes: 2 ** 20 })
    expect(found).toEqual([expect.stringMatching(/^model\.layers\.1: batch-norm is too much: /)])
  })

  test('too many weights of a convolution, by its filters', () => {
    const layers: LayerSpec[] = [
      { kind: 'conv2d', filters: 2 ** 24, kernelSize: 28, activation: 'relu' },
      { kind: 'flatten' },
      { kind: 'dense', units: 10, activation: 'softmax' },
    ]
    expect(problems({ model: { layers }, batchSize: 1 })).toEqual([
      expect.stringMatching(/^model\.layers\.0\.filters: 16,777,216 is too much: /),
    ])
  })
})

describe('a text that is no JSON is told by line and column, counted from 1', () => {
  test.each([
    ['', 1, 1],
    ['{"a": ]', 1, 7],
    ['{\n  "a": 1,\n  b: 2\n}', 3, 3],
    ['[\n]\n\n x', 4, 2],
  ])('%j', (text, line, column) => {
    expect(jsonFault(text)).toMatchObject({ line, column })
  })
})
