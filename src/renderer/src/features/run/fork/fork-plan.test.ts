import { describe, expect, test } from 'vitest'
import { articleTemplate } from '../../../../../shared/domain/article'
import { recipeOfPreset } from '../../../../../shared/domain/presets'
import type { Recipe } from '../../../../../shared/domain/recipe'
import { firstForkForm, forkRefusals, planFork, type ForkForm } from './fork-plan'
import { settingTexts } from './optimizer-settings'

const parent = articleTemplate.trials.find(({ id }) => id === 'linear')!.recipe
const plan = (changes: Partial<ForkForm>, of: Recipe = parent) =>
  planFork({ ...firstForkForm(of, 20), ...changes }, of, { memoryBytes: 8 * 1024 ** 3 })

test('a fork that changes nothing says so', () => {
  expect(plan({})).toMatchObject({ changes: {}, recipe: parent, faults: [], isSame: true })
})

test('schedule, length and settings are changed alone', () => {
  const { changes, faults, recipe } = plan({
    totalEpochs: '40',
    schedule: '{"kind": "cosine", "per": "step", "initial": 0.1}',
    settings: { ...settingTexts(parent.optimizer), weightDecay: '1e-4' },
  })
  expect(changes).toEqual({
    totalEpochs: 40,
    schedule: { kind: 'cosine', per: 'step', initial: 0.1 },
    optimizer: { kind: 'sgd', weightDecay: 1e-4 },
  })
  expect(faults).toEqual([])
  expect(recipe).toMatchObject({ batchSize: 64, totalEpochs: 40 })
})

test('an emptied setting is left out', () => {
  const decayed: Recipe = { ...parent, optimizer: { kind: 'sgd', weightDecay: 0.1 } }
  const settings = { ...settingTexts(decayed.optimizer), weightDecay: ' ' }
  expect(plan({ settings }, decayed).changes).toEqual({ optimizer: { kind: 'sgd' } })
})

describe('what cannot be read', () => {
  test.each<[string, Partial<ForkForm>, object]>([
    [
      'an unreadable length',
      { totalEpochs: 'x' },
      { totalEpochs: expect.stringContaining('“x”') as string },
    ],
    ['an empty schedule', { schedule: '' }, { schedule: 'It is empty.' }],
    [
      'an unknown kind',
      { schedule: '{"kind": "cosin"}' },
      { schedule: expect.stringContaining('cosin') as string },
    ],
    ['a long name', { name: 'n'.repeat(121) }, { name: expect.stringContaining('121') as string }],
    [
      'a setting out of range',
      { settings: { momentum: '1' } },
      { settings: { momentum: 'Momentum must be a number, at least 0 and below 1; was 1.' } },
    ],
    [
      'a setting that is no number',
      { settings: { clipNorm: '1,5' } },
      {
        settings: {
          clipNorm: expect.stringContaining('Largest norm of each gradient is “1,5”') as string,
        },
      },
    ],
  ])('%s', (_, changes, problems) => {
    const refused = plan(changes)
    expect(refused.recipe).toBeNull()
    expect(refused.problems).toMatchObject(problems)
    expect(forkRefusals(refused)).toHaveLength(1)
  })
})

describe('what cannot be', () => {
  test('a run that ends before the checkpoint', () => {
    expect(plan({ totalEpochs: '20' }).faults).toEqual([
      'totalEpochs: must be more than the 20 epochs of the checkpoint, was 20',
    ])
  })

  test('momentum that the checkpoint knows nothing of', () => {
    const settings = { ...settingTexts(parent.optimizer), momentum: '0.9' }
    expect(plan({ settings }).faults[0]).toMatch(/^optimizer\.momentum: must stay 0/)
    const nesterov = recipeOfPreset('momentum')!
    const other = { ...settingTexts(nesterov.optimizer), momentum: '0.8', nesterov: true }
    expect(plan({ settings: other }, nesterov).faults).toEqual([])
  })

  test('a schedule that does not fit the run', () => {
    const momentum = { low: 0.8, high: 0.95 }
    const schedule = JSON.stringify({ kind: 'one-cycle', per: 'step', peak: 0.1, momentum })
    expect(plan({ schedule }).faults[0]).toMatch(/^schedule: must not set a momentum/)
  })
})

describe('loss, early stopping and norms', () => {
  const training = firstForkForm(parent, 20).training
  test('are changed alone', () => {
    const { changes, recipe, faults } = plan({
      training: {
        ...training,
        labelSmoothing: '0.1',
        stopping: 'valLoss',
        patience: '4',
        restoreBest: true,
        recordNorms: true,
      },
    })
    expect(changes).toEqual({
      loss: { labelSmoothing: 0.1 },
      earlyStopping: { metric: 'valLoss', patience: 4, restoreBest: true },
      recordNorms: true,
    })
    expect(recipe).toMatchObject({ earlyStopping: { patience: 4 }, recordNorms: true })
    expect(faults).toEqual([])
  })

  test('can be taken away, and keep what has no field', () => {
    const watched: Recipe = {
      ...parent,
      earlyStopping: { metric: 'valLoss', patience: 9, minDelta: 0.01 },
    }
    const form = firstForkForm(watched, 20).training
    expect(plan({ training: { ...form, patience: '3' } }, watched).changes).toEqual({
      earlyStopping: { metric: 'valLoss', patience: 3, minDelta: 0.01 },
    })
    expect(plan({ training: { ...form, stopping: 'none' } }, watched).changes).toEqual({
      earlyStopping: null,
    })
  })

  test('say what cannot be read', () => {
    const refused = plan({ training: { ...training, stopping: 'loss', patience: 'x' } })
    expect(refused.recipe).toBeNull()
    expect(forkRefusals(refused)).toEqual([expect.stringContaining('“x”')])
  })
})
