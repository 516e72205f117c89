import { expect, test } from 'vitest'
import { comparedRuns } from '../../../../../shared/domain/compare/compared-runs'
import { fieldsIn } from '../../../../../shared/domain/compare/run-fields'
import { fakeHistory } from '../../../../test/fake-data'
import { asked, comparerParts } from './comparer'

const runs = comparedRuns([fakeHistory({ id: 'a' })]).filter(({ trial }) =>
  ['constant', 'adam'].includes(trial.id),
)
const parts = comparerParts(runs, fieldsIn(runs), () => undefined)
const rowNamed = (name: string) =>
  parts.flatMap(({ rows }) => rows).find((each) => each.name === name)

test('fields and every value of the recipes stand beside each other', () => {
  expect(parts.map(({ title }) => title)).toEqual([
    'Run',
    'Results',
    'Schedule',
    'Training',
    'Recipe',
  ])
  expect(rowNamed('seed')).toMatchObject({ values: ['1', '1'], differs: false })
  expect(rowNamed('optimizer.kind')).toMatchObject({ values: ['sgd', 'adam'], differs: true })
  expect(rowNamed('data.subset.kind')?.differs).toBe(false)
})

test('what a recipe lacks is empty, and differs', () => {
  expect(rowNamed('optimizer.beta1')).toMatchObject({ values: ['', '0.9'], differs: true })
})

test('only differences are shown until all are asked for', () => {
  const names = (all: boolean, search = '') =>
    asked(parts, { all, search }).flatMap(({ rows }) => rows.map(({ name }) => name))
  expect(names(false)).not.toContain('seed')
  expect(names(true)).toContain('seed')
  expect(names(false, 'ADAM')).toContain('optimizer.kind')
  expect(names(true, 'no such thing')).toEqual([])
})
