import { expect, test } from 'vitest'
import { comparedRuns } from '../../../../../shared/domain/compare/compared-runs'
import { fakeHistory } from '../../../../test/fake-data'
import { knownFields, usualFields } from './chosen-fields'

const runs = comparedRuns([fakeHistory({ id: 'a' })])

test('axes are at first what was varied, and what came of it', () => {
  const names = usualFields(runs)
  expect(names.slice(0, 3)).toEqual(['schedule', 'optimizer', 'peakRate'])
  expect(names).not.toContain('schedule.kind')
  expect(names.slice(-2)).toEqual(['bestValLoss', 'finalValAccuracy'])
  expect(names).not.toContain('batchSize')
  expect(names.length).toBeLessThanOrEqual(7)
  expect(new Set(names).size).toBe(names.length)
})

test('of one run nothing was varied', () => {
  expect(usualFields(runs.slice(0, 1))).toEqual(['bestValLoss', 'finalValAccuracy'])
})

test('names that no field has are left out', () => {
  expect(knownFields(['seed', 'gone', 'valLoss@3']).map(({ name }) => name)).toEqual([
    'seed',
    'valLoss@3',
  ])
})
