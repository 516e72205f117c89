import { expect, test } from 'vitest'
import { articleTemplate } from '../../../../shared/domain/article'
import { readRecipeJson, writeRecipeJson } from './recipe-json'
import { readTraining } from './read-training'
import { firstForm } from './training-form'

const recipes = articleTemplate.trials.map(({ recipe }) => recipe)

test('what all trials have in common is written, changes included', () => {
  const written = JSON.parse(writeRecipeJson(recipes, { batchSize: 32 })) as object
  expect(Object.keys(written)).toEqual(['model', 'batchSize'])
  expect(written).toMatchObject({ batchSize: 32 })
  const alone = JSON.parse(writeRecipeJson(recipes.slice(1, 2), {})) as object
  expect(Object.keys(alone)).toEqual(['data', 'model', 'optimizer', 'batchSize'])
})

test('what is written can be read', () => {
  const json = writeRecipeJson(recipes, { optimizer: { kind: 'lion' } })
  const read = readRecipeJson(json)
  expect(read).toMatchObject({ ok: true, changes: { optimizer: { kind: 'lion' } } })
  expect(readTraining({ ...firstForm(recipes), json }, recipes)).toMatchObject({
    changes: { optimizer: { kind: 'lion' }, batchSize: 64 },
    problems: {},
  })
})

test.each([
  ['', 'It is empty.'],
  ['{"batchSize": 1', 'Line 1, column 16: expected , or }.'],
  ['[]', 'The recipe must be an object; was [].'],
  [
    '{"batchSize": 0}',
    /^batchSize: must be a whole number, at least 1 and at most 60000; was 0\.$/,
  ],
  ['{"epochs": 3}', /^The recipe has no field epochs; there are data, model/],
  ['{"schedule": {"kind": "constant"}}', /has no field schedule/],
  ['{"optimizer": {"kind": "adamax"}}', /^optimizer.*: must be one of sgd, adam.*; was "adamax"/],
  [
    '{"model": {"layers": [{"kind": "dense", "units": 0, "activation": "relu"}]}}',
    /^model\.layers\.0\.units: must be a whole number/,
  ],
])('%s is refused with its place and rule', (json, problem) => {
  expect(readRecipeJson(json)).toEqual({
    ok: false,
    problem: typeof problem === 'string' ? problem : (expect.stringMatching(problem) as string),
  })
})
