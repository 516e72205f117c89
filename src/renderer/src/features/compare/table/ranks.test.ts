import { expect, test } from 'vitest'
import { comparedRuns } from '../../../../../shared/domain/compare/compared-runs'
import { fakeHistory } from '../../../../test/fake-data'
import { ranksOf } from './ranks'

test('equal values share a place, the next one counts on, nothing has none', () => {
  const runs = comparedRuns([fakeHistory({ id: 'a', totalEpochs: 1 })]).slice(0, 5)
  const values = [0.1, 0.2, 0.2, 0.3, null]
  const read = ({ name }: { readonly name: string }) =>
    values[runs.findIndex((run) => run.name === name)] ?? null
  const ranks = ranksOf(runs, { read })
  expect(runs.map(({ run }) => ranks.get(run.id))).toEqual([1, 2, 2, 4, undefined])
})
