import { describe, expect, test } from 'vitest'
import type { ScheduleSpec } from '../schedule'
import {
  fieldNamed,
  fieldsIn,
  knownFieldNames,
  runFields,
  sortedRuns,
  variedFields,
} from './run-fields'
import { madeRun, rowsFrom, rowsOfAll, trialWith } from './testing-runs'

const rows = rowsFrom([0.5, 0.3, 0.4], [0.5, 0.25, 0.125])
const run = madeRun({ rows, run: { marks: { tags: ['good'], note: 'look again' } } })
const rowsOf = rowsOfAll([[run, rows]])
const read = (name: string, of = run) => fieldNamed(name)?.read(of, rowsOf)
const shown = (name: string, of = run) => {
  const field = fieldNamed(name)
  return field?.format(field.read(of, rowsOf))
}

test('names are unique, and each field can read any run', () => {
  const names = fieldsIn([run]).map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { read: of, format } of runFields) expect(typeof format(of(run))).toBe('string')
  for (const name of knownFieldNames) expect(fieldNamed(name)?.title).toMatch(/^[A-Z]/)
})

test.each([
  ['name', 'Linear, seed 1'],
  ['study', 'Study'],
  ['tag', ['good', 'LearningRate', 'linearLRDecay']],
  ['note', 'look again'],
  ['archived', false],
  ['seconds', 6],
  ['secondsPerEpoch', 2],
  ['bestEpoch', 2],
  ['finalValLoss', 0.4],
  ['bestValLoss', 0.3],
  ['bestValAccuracy', 0.7],
  ['finalLossGap', 0.275],
  ['valLossRise', 0.4 - 0.3],
  ['schedule', 'polynomial'],
  ['schedule.kind', 'polynomial'],
  ['schedule.per', 'epoch'],
  ['schedule.initial', 0.5],
  ['schedule.final', 0],
  ['schedule.over', 100],
  ['peakRate', 0.5],
  ['lastRate', 0.5 / 100],
  ['optimizer', 'sgd'],
  ['optimizer.momentum', 0],
  ['optimizer.beta1', null],
  ['momentum', null],
  ['model.layers[1].units', 512],
  ['layers', '512, 200, 10'],
  ['parameters', 506_530],
  ['regularisation', 'none'],
  ['data.subset.count', 20_000],
  ['data.validation.fraction', 0.2],
  ['trainImages', 16_000],
  ['totalSteps', 25_000],
  ['divergedAtStep', null],
  ['SEED', 1],
  ['totalEpochs', 3],
  ['dropLast', false],
])('%s is %j', (name, value) => {
  if (typeof value === 'number') expect(read(name)).toBeCloseTo(value, 12)
  else expect(read(name)).toEqual(value)
})

describe('a metric at a moment', () => {
  test.each([
    ['valLoss', 0.4],
    ['valLoss@last', 0.4],
    ['valLoss@final', 0.4],
    ['valLoss@1', 0.5],
    ['valLoss@3', 0.4],
    ['valLoss@4', null],
    ['valLoss@best', 0.3],
    ['valLoss@max', 0.5],
    ['loss@bestEpoch', 0.25],
    ['accuracy@best', 0.9],
    ['lossGap@min', 0],
    ['learningRate@max', 0.1],
    ['testLoss', null],
  ])('%s is %s', (name, value) => {
    if (value === null) expect(read(name)).toBeNull()
    else expect(read(name)).toBeCloseTo(value, 12)
  })
  test('that no epoch has is no field', () => {
    for (const name of [
      'valLoss@0',
      'valLoss@-1',
      'valLoss@1.5',
      'valLoss@often',
      'speed@1',
      '@1',
    ]) {
      expect(fieldNamed(name)).toBeNull()
    }
  })
  test('says whether epochs have to be at hand', () => {
    expect(fieldNamed('valLoss@10')?.needsRows).toBe(true)
    expect(fieldNamed('valAccuracy@best')?.needsRows).toBe(true)
    expect(fieldNamed('valLoss@best')?.needsRows).toBe(false)
    expect(fieldNamed('valAccuracy')?.needsRows).toBe(false)
    expect(fieldNamed('valLoss@10')?.read(run)).toBeNull()
  })
  test('passes over what is not finite, but does not hide that the end is not', () => {
    const broken = rowsFrom([NaN, 0.5, Infinity])
    const diverged = madeRun({ rows: broken, seed: 9 })
    const of = rowsOfAll([[diverged, broken]])
    expect(fieldNamed('valLoss@max')?.read(diverged, of)).toBe(0.5)
    expect(fieldNamed('valLoss')?.read(diverged, of)).toBeNull()
  })
})

describe('durations count in units of the schedule', () => {
  const schedule: ScheduleSpec = {
    kind: 'sequence',
    per: 'epoch',
    parts: [
      { schedule: { kind: 'ramp', rate: 0.1, from: 0.1, over: '50%' }, for: '10%' },
      { schedule: { kind: 'cosine', initial: 0.1 } },
    ],
  }
  const warm = madeRun({ trial: trialWith('Warm', { schedule }) })
  test.each([
    ['schedule.parts[0].for', 10],
    ['schedule.parts[0].schedule.over', 5],
    ['schedule.parts[1].schedule.over', 90],
    ['schedule.parts[1].schedule.kind', 'cosine'],
    ['schedule.parts[2].schedule.kind', null],
  ])('%s', (name, value) => {
    expect(read(name, warm)).toBe(value)
  })
  test('also where the outermost schedule has a share', () => {
    const half = trialWith('Half', {
      schedule: { kind: 'polynomial', per: 'step', initial: 1, over: '50%' },
    })
    expect(read('schedule.over', madeRun({ trial: half }))).toBe(12_500)
  })
})

test('values as tables show them', () => {
  expect(shown('schedule')).toBe('Polynomial')
  expect(shown('optimizer')).toBe('SGD')
  expect(shown('finalValLoss')).toBe('0.4000')
  expect(shown('parameters')).toBe('506,530')
  expect(shown('lastRate')).toBe('0.005')
  expect(shown('archived')).toBe('no')
  expect(shown('divergedAtStep')).toBe('–')
  expect(fieldNamed('schedule.parts[0].schedule.over')?.title).toBe(
    'Schedule · parts[0].schedule decay length',
  )
  expect(fieldNamed('valLoss@10')?.title).toBe('Validation loss at epoch 10')
})

test.each(['', 'schedule.', 'schedule.initail', 'optimizer.units', 'constructor', 'a'.repeat(999)])(
  'no field is called %j',
  (name) => {
    expect(fieldNamed(name)).toBeNull()
  },
)

test('what was varied: no more and no less', () => {
  const steep = madeRun({ trial: trialWith('Steep', { batchSize: 32 }, 'polynomial') })
  expect(variedFields([madeRun(), steep]).map(({ name }) => name)).toEqual([
    'schedule.power',
    'batchSize',
  ])
  expect(variedFields([run, run])).toEqual([])
})

test('sorted by a field, without a value last in both directions', () => {
  const momentum = (value: number) =>
    madeRun({ trial: trialWith(`M${value}`, { optimizer: { kind: 'sgd', momentum: value } }) })
  const [high, low, none] = [momentum(0.9), momentum(0.5), run]
  const order = (descending: boolean) =>
    sortedRuns([none, high, low], { field: 'momentum', descending }).map(({ trial }) => trial.name)
  expect(order(false)).toEqual(['M0.5', 'M0.9', 'Linear'])
  expect(order(true)).toEqual(['M0.9', 'M0.5', 'Linear'])
})
