import { describe, expect, test } from 'vitest'
import { articleTemplate } from '../article'
import { draftProblems, draftTotals, duplicatesIn, isChecked, recipeProblems } from './check-draft'
import { draftOfTemplate, type StudyDraft } from './draft'

const draft = draftOfTemplate(articleTemplate)
const [constant, keras] = draft.trials
if (!constant || !keras) throw new Error('no trials')

test('a template is a sound draft', () => {
  expect(draftProblems(draft)).toEqual([])
  expect(duplicatesIn(draft).size).toBe(0)
  for (const { recipe } of draft.trials) expect(recipeProblems(recipe)).toEqual([])
})

test('totals are those of all runs', () => {
  expect(draftTotals({ ...draft, seeds: [1, 2, 3] })).toEqual({
    trials: 9,
    seeds: 3,
    runs: 27,
    epochs: 2_700,
    // The baseline trains on all 20,000 images, the others on 16,000.
    steps: 3 * (100 * 313 + 8 * 100 * 250),
  })
  const budget = { ...keras, recipe: { ...keras.recipe, budget: { steps: 1_001 } } }
  expect(draftTotals({ ...draft, trials: [budget], seeds: [1] })).toMatchObject({ epochs: 5 })
})

test('trials that train alike are told, whatever their names and recordings', () => {
  const { optimizer, ...recipe } = keras.recipe
  const twin = {
    ...keras,
    id: constant.id,
    name: 'Twin',
    recipe: { ...recipe, optimizer, recordNorms: true },
  }
  const found = duplicatesIn({ ...draft, trials: [keras, twin] })
  expect([...found]).toEqual([[constant.id, 'Keras decay']])
})

test('a recipe is checked once, and anew where there is other memory', () => {
  const recipe = { ...keras.recipe, batchSize: 50_000 }
  expect(isChecked(recipe)).toBe(false)
  const first = recipeProblems(recipe)
  expect(first[0]?.path).toBe('batchSize')
  expect(recipeProblems(recipe)).toBe(first)
  expect(isChecked(recipe)).toBe(true)
  expect(isChecked(recipe, { memoryBytes: 1e9 })).toBe(false)
})

describe('what keeps a draft from being made', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => index)
  test.each<[string, Partial<StudyDraft>]>([
    ['The name of the study has 0 characters; it must have 1 to 120.', { name: ' ' }],
    ['There is no trial; a study needs at least one.', { trials: [] }],
    ['There is no seed; a study needs at least one.', { seeds: [] }],
    [
      '9 trials x 1,200 seeds make 10,800 runs; a study has at most 10,000.',
      { seeds: many(1_200) },
    ],
    ['Two trials are called “Constant”; names must differ.', { trials: [constant, constant] }],
    [
      'The objective is of the test set, which 9 trials would not report; validate these on "both".',
      { objective: { metric: 'testAccuracy', at: 'final' } },
    ],
  ])('%s', (problem, changes) => {
    expect(draftProblems({ ...draft, ...changes })).toContain(problem)
  })
})
