import { expect, test } from 'vitest'
import { articleTemplate } from './article'
import { describeRecipe, describeSchedule } from './describe-recipe'
import { differencesBesideSchedule } from './fairness'

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
