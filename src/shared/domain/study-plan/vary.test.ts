import { describe, expect, test } from 'vitest'
import { articleTemplate } from '../article'
import { optimizerPresets } from '../presets'
import type { ScheduleSpec } from '../schedule'
import type { Trial } from '../study'
import { settingAt, topRateOf } from './settings'
import { varied, variedCount, type Axis } from './vary'

const trialNamed = (id: string): Trial => {
  const found = articleTemplate.trials.find((trial) => trial.id === id)
  if (!found) throw new Error(id)
  return found
}
const linear = trialNamed('linear')
const cosine: ScheduleSpec = { kind: 'cosine', per: 'epoch', initial: 0.1 }
const oneCycle: ScheduleSpec = { kind: 'one-cycle', per: 'step', peak: 0.3 }
const points: ScheduleSpec = {
  kind: 'points',
  per: 'epoch',
  points: [
    [0, 0.2],
    ['100%', 0],
  ],
}
const schedules: Axis = {
  kind: 'schedules',
  keepRate: false,
  schedules: [
    { name: 'Cosine', spec: cosine },
    { name: 'One cycle', spec: oneCycle },
    { name: 'Points', spec: points },
  ],
}
const setting = (path: string, ...values: unknown[]): Axis => ({ kind: 'setting', path, values })

describe('a grid', () => {
  test('has every combination, named by what differs, the last axis turning fastest', () => {
    const axes = [setting('rate', 0.05, 0.2), setting('batchSize', 32, 64)]
    const made = varied([linear], axes)
    expect(variedCount(1, axes, 'grid')).toBe(4)
    expect(made.map(({ name }) => name)).toEqual([
      'Linear, rate 0.05, batch size 32',
      'Linear, rate 0.05, batch size 64',
      'Linear, rate 0.2, batch size 32',
      'Linear, rate 0.2, batch size 64',
    ])
    expect(made.map(({ id }) => id)[0]).toBe('linear-rate-0-05-batch-size-32')
    expect(made.map(({ recipe }) => [recipe.batchSize, topRateOf(recipe)])).toEqual([
      [32, 0.05],
      [64, 0.05],
      [32, 0.2],
      [64, 0.2],
    ])
    expect(linear.recipe.batchSize).toBe(64)
  })

  test('sets rates in the schedules that it is crossed with, whatever their fields', () => {
    const made = varied([linear], [setting('rate', 0.05, 0.4), schedules])
    expect(made).toHaveLength(6)
    expect(made.map(({ name }) => name)).toContain('One cycle, rate 0.4')
    for (const { name, recipe } of made) {
      expect(topRateOf(recipe), name).toBeCloseTo(name.endsWith('0.4') ? 0.4 : 0.05, 12)
    }
    const scaled = made.find(({ name }) => name === 'Points, rate 0.4')?.recipe.schedule
    expect(scaled).toEqual({ kind: 'product', factors: [points, 2] })
  })

  test('keeps the rate of the trial that a schedule comes into, if asked', () => {
    const made = varied([linear], [{ ...schedules, keepRate: true }])
    expect(made.map(({ recipe }) => topRateOf(recipe))).toEqual([0.5, 0.5, 0.5])
  })

  test('gives optimizers their customary rates, if asked', () => {
    const optimizers = optimizerPresets.filter(({ id }) => id === 'sgd' || id === 'adam')
    const made = varied([linear], [{ kind: 'optimizers', optimizers, withRate: true }])
    expect(
      made.map(({ name, recipe }) => [name, recipe.optimizer.kind, topRateOf(recipe)]),
    ).toEqual([
      ['Linear, SGD', 'sgd', 0.01],
      ['Linear, Adam', 'adam', 0.001],
    ])
  })

  test('of optimizers and schedules has the rates of the optimizers', () => {
    const optimizers = optimizerPresets.filter(({ id }) => id === 'momentum' || id === 'adam')
    const made = varied([linear], [{ kind: 'optimizers', optimizers, withRate: true }, schedules])
    expect(made.map(({ name, recipe }) => [name, topRateOf(recipe)])).toEqual([
      ['SGD with momentum, Cosine', 0.01],
      ['SGD with momentum, One cycle', 0.01],
      ['SGD with momentum, Points', 0.01],
      ['Adam, Cosine', 0.001],
      ['Adam, One cycle', 0.001],
      ['Adam, Points', 0.001],
    ])
    const momenta = made.map(({ recipe: { schedule } }) => 'momentum' in schedule)
    expect(momenta).toEqual(Array.from({ length: 6 }, () => false))
    const plain = varied([linear], [schedules])
    expect(plain[1]?.recipe.schedule).toMatchObject({ kind: 'one-cycle', momentum: null })
  })

  test('makes no trial for a value that a recipe has no place for', () => {
    const optimizers = optimizerPresets.filter(({ id }) => id === 'sgd' || id === 'adagrad')
    const axes: Axis[] = [
      { kind: 'optimizers', optimizers, withRate: false },
      setting('optimizer.momentum', 0, 0.9),
    ]
    expect(varied([linear], axes).map(({ name }) => name)).toEqual([
      'Linear, SGD, momentum 0',
      'Linear, SGD, momentum 0.9',
      'Linear, Adagrad',
    ])
  })

  test('of several trials has all their names, unlike those that stay', () => {
    const rows = [linear, trialNamed('step')]
    const made = varied(rows, [setting('batchSize', 32, 64)], 'grid', [
      { ...linear, name: 'Linear, batch size 32' },
    ])
    expect(made.map(({ name }) => name)).toEqual([
      'Linear, batch size 32 (2)',
      'Linear, batch size 64',
      'Step, batch size 32',
      'Step, batch size 64',
    ])
  })

  test('of one value changes it and leaves the name', () => {
    const made = varied([linear], [setting('batchSize', 128)])
    expect(made.map(({ name, recipe }) => [name, recipe.batchSize])).toEqual([['Linear', 128]])
  })

  test('of one schedule is called after it', () => {
    const only: Axis = { ...schedules, schedules: [{ name: 'Cosine', spec: cosine }] }
    expect(varied([linear], [only]).map(({ name }) => name)).toEqual(['Cosine'])
  })

  test('keeps names within 120 characters', () => {
    const long = { ...linear, name: 'x'.repeat(120) }
    const names = varied([long], [setting('batchSize', 32, 64)]).map(({ name }) => name)
    expect(new Set(names).size).toBe(2)
    expect(names.every(({ length }) => length > 100 && length <= 120)).toBe(true)
  })

  test('is refused beyond a thousand trials', () => {
    const many = Array.from({ length: 40 }, (_, index) => index + 1)
    expect(() =>
      varied([linear], [setting('batchSize', ...many), setting('totalEpochs', ...many)]),
    ).toThrow('a study has at most 1000 trials; these would be 1600')
  })
})

test('values can go together instead', () => {
  const axes = [setting('batchSize', 32, 64, 128), setting('rate', 0.05, 0.1, 0.2)]
  const made = varied([linear], axes, 'together')
  expect(made.map(({ recipe }) => [recipe.batchSize, topRateOf(recipe)])).toEqual([
    [32, 0.05],
    [64, 0.1],
    [128, 0.2],
  ])
})

test('every setting of the article’s recipes takes what it reads', () => {
  for (const { recipe } of articleTemplate.trials) {
    for (const path of ['rate', 'schedule.per', 'network.units', 'network.dropout', 'batchSize']) {
      const found = settingAt(recipe, path)
      const value = found?.read(recipe)
      if (!found || value === undefined) continue
      expect(found.fault(value), path).toBeNull()
      expect(found.write(recipe, value), path).toEqual(recipe)
    }
  }
})
