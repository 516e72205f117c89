import { describe, expect, test } from 'vitest'
import { articleTemplate } from '../../article'
import { modelPresets, optimizerPresets, presetRecipe } from '../../presets'
import type { Recipe } from '../../recipe'
import { checkRecipe } from '../../recipe-check'
import { scheduleKinds, type ScheduleSpec } from '../../schedule'
import { fittedTo } from '../fit-schedule'
import { settingAt, settingsOf, sharedValue, topRateOf, withTopRate, type Setting } from './index'

const articleRecipe = (id: string): Recipe => {
  const found = articleTemplate.trials.find((trial) => trial.id === id)
  if (!found) throw new Error(id)
  return found.recipe
}
const linear = articleRecipe('linear')

const at = (recipe: Recipe, path: string): Setting => {
  const found = settingAt(recipe, path)
  if (!found) throw new Error(`no setting ${path}`)
  return found
}
const put = (recipe: Recipe, path: string, value: unknown) => at(recipe, path).write(recipe, value)

describe('writing a setting', () => {
  test.each<[string, unknown, Partial<Recipe>]>([
    ['batchSize', 32, { batchSize: 32 }],
    ['optimizer.momentum', 0.9, { optimizer: { kind: 'sgd', momentum: 0.9 } }],
    ['schedule.initial', 0.2, { schedule: { ...linear.schedule, initial: 0.2 } as ScheduleSpec }],
    ['loss.labelSmoothing', 0.1, { loss: { labelSmoothing: 0.1 } }],
    ['earlyStopping.metric', 'loss', { earlyStopping: { metric: 'loss', patience: 10 } }],
    ['budget.seconds', 60, { budget: { seconds: 60 } }],
    [
      'data.subset.count',
      640,
      { data: { ...linear.data, subset: { kind: 'sample', count: 640, seed: 9125 } } },
    ],
    ['data.subset.count', undefined, { data: { ...linear.data, subset: { kind: 'all' } } }],
    ['data.validation.kind', 'test', { data: { ...linear.data, validation: { kind: 'test' } } }],
    [
      'data.validation.kind',
      'both',
      { data: { ...linear.data, validation: { kind: 'both', fraction: 0.2 } } },
    ],
  ])('%s as %o', (path, value, changes) => {
    expect(put(linear, path, value)).toEqual({ ...linear, ...changes })
  })

  test.each(['loss.labelSmoothing', 'budget.steps', 'earlyStopping.metric', 'optimizer.clipNorm'])(
    '%s and leaving it out again changes nothing',
    (path) => {
      const setting = at(linear, path)
      const value = setting.type === 'choice' ? 'valLoss' : 0.5
      const written = setting.write(linear, value)
      expect(setting.read(written)).toBe(value)
      expect(setting.write(written, undefined)).toEqual(linear)
    },
  )

  test('reaches one layer, and all of them together', () => {
    expect(put(linear, 'model.layers.1.units', 64).model.layers[1]).toMatchObject({ units: 64 })
    expect(at(linear, 'model.layers.2.units').label).toBe('dense_1: units')
    const wide = put(linear, 'network.units', 100)
    expect(wide.model.layers.map((layer) => ('units' in layer ? layer.units : null))).toEqual([
      null,
      100,
      100,
      10,
    ])
    const decayed = put(linear, 'network.l2', 1e-4)
    expect(decayed.model.layers.filter((layer) => 'l2' in layer)).toHaveLength(3)
    expect(put(decayed, 'network.l2', 0)).toEqual(linear)
    expect(put(linear, 'network.activation', 'gelu').model.layers.at(-1)).toMatchObject({
      activation: 'softmax',
    })
  })

  test('puts dropout after hidden dense layers, changes it, and takes it away', () => {
    const kinds = ({ model }: Recipe) => model.layers.map(({ kind }) => kind)
    const dropped = put(linear, 'network.dropout', 0.5)
    expect(kinds(dropped)).toEqual(['flatten', 'dense', 'dropout', 'dense', 'dropout', 'dense'])
    expect(checkRecipe(dropped)).toEqual([])
    expect(at(dropped, 'network.dropout').read(dropped)).toBe(0.5)
    expect(put(put(dropped, 'network.dropout', 0.2), 'network.dropout', 0)).toEqual(linear)
    const softmax = modelPresets.find(({ id }) => id === 'softmax')
    const [sgd] = optimizerPresets
    if (!softmax || !sgd) throw new Error('no presets')
    const shallow = put(presetRecipe(softmax, sgd), 'network.dropout', 0.5)
    expect(kinds(shallow)).toEqual(['flatten', 'dropout', 'dense'])
    expect(checkRecipe(shallow)).toEqual([])
  })
})

describe('the top rate', () => {
  const kinds = Object.entries(scheduleKinds).map(([kind, { example }]) => {
    return [kind, { kind, ...example } as unknown as ScheduleSpec] as const
  })
  test.each(kinds)('of %s can be read and set', (_kind, schedule) => {
    const recipe = { ...linear, schedule: fittedTo(schedule, linear.optimizer) }
    const rate = topRateOf(recipe)
    expect(rate).toBeGreaterThan(0)
    const changed = withTopRate(recipe, 0.0625)
    expect(topRateOf(changed)).toBeCloseTo(0.0625, 12)
    expect(checkRecipe(changed)).toEqual([])
  })
  test('takes a floor along that it would fall below', () => {
    const schedule: ScheduleSpec = { kind: 'cyclic', per: 'epoch', low: 0.01, high: 0.1, up: 5 }
    expect(withTopRate({ ...linear, schedule }, 0.001).schedule).toMatchObject({
      low: 0.0001,
      high: 0.001,
    })
    expect(withTopRate({ ...linear, schedule }, 0.05).schedule).toMatchObject({ low: 0.01 })
  })
  test('is that of the wrapped schedule', () => {
    const inner = { kind: 'cosine', initial: 0.1, over: '90%' } as const
    const schedule: ScheduleSpec = { kind: 'warmup', per: 'step', over: '10%', schedule: inner }
    const recipe = { ...linear, schedule }
    expect(withTopRate(recipe, 0.3).schedule).toEqual({
      ...schedule,
      schedule: { ...inner, initial: 0.3 },
    })
    expect(at(recipe, 'schedule.over').label).toBe('warm-up: warm-up')
    expect(at(recipe, 'schedule.schedule.initial').label).toBe('cosine: initial rate')
  })
})

describe('settings of several recipes', () => {
  const recipes = [linear, articleRecipe('step'), articleRecipe('adam')]
  test('are those that all have and mean the same by', () => {
    const paths = settingsOf(recipes).map(({ path }) => path)
    expect(paths).toContain('rate')
    expect(paths).toContain('batchSize')
    expect(paths).toContain('optimizer.weightDecay')
    expect(paths).not.toContain('optimizer.momentum')
    expect(paths).not.toContain('schedule.power')
    expect(new Set(paths).size).toBe(paths.length)
  })
  test('have a value where all agree', () => {
    const value = (path: string) => sharedValue(at(linear, path), recipes)
    expect(value('batchSize')).toEqual({ kind: 'same', value: 64 })
    expect(value('rate')).toEqual({ kind: 'differs' })
    expect(value('optimizer.weightDecay')).toEqual({ kind: 'same', value: undefined })
  })
})
