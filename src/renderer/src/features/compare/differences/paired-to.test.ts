import { expect, test } from 'vitest'
import { comparedRuns } from '../../../../../shared/domain/compare/compared-runs'
import { fakeHistory } from '../../../../test/fake-data'
import { pairedTo } from './paired-to'

const runs = comparedRuns([fakeHistory({ id: 'a', seeds: [1, 2] })])
const request = {
  runs,
  objective: { metric: 'valLoss', at: 'best' },
  groupBy: null,
  baseline: null,
} as const

test('without a choice the baseline is one that can be paired', () => {
  expect(runs[0]?.trial.name).toBe('Constant')
  const comparison = pairedTo(request)
  expect(comparison?.baseline.label).toBe('Keras decay')
  expect(comparison?.groups.find(({ label }) => label === 'Linear')?.pairs).toHaveLength(2)
})

test('a chosen baseline is kept, whatever it can be paired with', () => {
  const comparison = pairedTo({ ...request, baseline: 'Constant' })
  expect(comparison?.baseline.label).toBe('Constant')
  expect(comparison?.groups.every(({ pairs }) => pairs.length === 0)).toBe(true)
})

test('one trial alone stays as it is', () => {
  const alone = runs.filter(({ trial }) => trial.name === 'Constant')
  expect(pairedTo({ ...request, runs: alone })?.groups).toEqual([])
})
