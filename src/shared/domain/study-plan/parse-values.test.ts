import { describe, expect, test } from 'vitest'
import { articleTemplate } from '../article'
import type { Recipe } from '../recipe'
import { parseValue, parseValues } from './parse-values'
import { settingAt } from './settings'

const [recipe] = articleTemplate.trials
  .filter(({ id }) => id === 'linear')
  .map((trial): Recipe => trial.recipe)

function read(path: string, text: string) {
  const setting = recipe && settingAt(recipe, path)
  if (!setting) throw new Error(`there is no setting ${path}`)
  return parseValues(text, setting)
}

describe('values of a setting', () => {
  test.each([
    ['batchSize', '32, 64;128', [32, 64, 128]],
    ['batchSize', '64, 64', [64]],
    ['batchSize', '1..5', [1, 2, 3, 4, 5]],
    ['batchSize', '3-5', [3, 4, 5]],
    ['batchSize', '32..512 x 2', [32, 64, 128, 256, 512]],
    ['batchSize', '512..128 x 0.5', [512, 256, 128]],
    ['batchSize', '10..100 lin 4', [10, 40, 70, 100]],
    ['batchSize', '10..1000 log 3, 7', [10, 100, 1000, 7]],
    ['schedule.initial', '0.01..1 log 5', [0.01, 0.0316, 0.1, 0.316, 1]],
    ['schedule.initial', '0.1 … 0.5 lin 3', [0.1, 0.3, 0.5]],
    ['schedule.initial', '0..0.3 step 0.1', [0, 0.1, 0.2, 0.3]],
    ['schedule.initial', '1..0.25 x .5', [1, 0.5, 0.25]],
    ['schedule.initial', '1e-4, 0.05', [1e-4, 0.05]],
    ['schedule.over', '10%, 50', ['10%', 50]],
    ['schedule.over', '10%..30% lin 3', ['10%', '20%', '30%']],
    ['schedule.cycle', 'all', [false, true]],
    ['network.activation', 'relu, gelu', ['relu', 'gelu']],
    ['schedule.per', 'all', ['epoch', 'step']],
    ['optimizer.weightDecay', 'none, 0.001', [undefined, 0.001]],
    ['optimizer.nesterov', 'yes, no', [true, false]],
  ])('%s: “%s”', (path, text, values) => {
    expect(read(path, text)).toEqual({ ok: true, values })
  })

  test.each([
    ['batchSize', '', 'There is no value for batch size.'],
    ['batchSize', '0', 'batch size must be a whole number, at least 1 and at most 60000; was 0.'],
    [
      'batchSize',
      'many',
      'batch size must be a whole number, at least 1 and at most 60000; was “many”.',
    ],
    [
      'batchSize',
      '64, 1.5',
      'batch size must be a whole number, at least 1 and at most 60000; was 1.5.',
    ],
    ['schedule.initial', '0.1..0.5', 'does not say how many'],
    ['schedule.initial', '0..1 log 3', 'both ends must be above 0'],
    ['schedule.initial', '0.1..0.5 lin 1', 'must have 2 to 1000 values; it asks for 1.'],
    ['batchSize', '8..64 x 0.5', '“8..64 x 0.5” never gets from 8 to 64 by 0.5.'],
    ['batchSize', '1..60000', 'has more than 1000 values'],
    ['schedule.over', '5%..9 lin 2', 'has a % at one end only'],
    ['network.activation', 'swish', 'activation must be one of linear, relu'],
    ['optimizer.nesterov', 'maybe', 'Nesterov must be true or false; was "maybe".'],
  ])('%s: “%s” is refused', (path, text, problem) => {
    const parsed = read(path, text)
    expect(parsed.ok).toBe(false)
    expect(parsed).toHaveProperty('problem', expect.stringContaining(problem))
  })
})

test('one value is no list, and may be empty where it is optional', () => {
  const setting = (path: string) => {
    const found = recipe && settingAt(recipe, path)
    if (!found) throw new Error(path)
    return found
  }
  expect(parseValue('128', setting('batchSize'))).toEqual({ ok: true, value: 128 })
  expect(parseValue(' ', setting('optimizer.weightDecay'))).toEqual({ ok: true, value: undefined })
  expect(parseValue('', setting('batchSize'))).toEqual({
    ok: false,
    problem: 'batch size is empty; it needs a value.',
  })
  expect(parseValue('1,2', setting('batchSize')).ok).toBe(false)
})
