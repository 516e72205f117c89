import { expect, test } from 'vitest'
import { everyState, fakeHistory } from '../../../test/fake-data'
import { troubles } from './troubles'

const viewsOf = (runs: ReturnType<typeof fakeHistory>['runs']) =>
  runs.map((run) => ({ run, name: run.trialId }))

test('what was not stopped by hand is told with its reason', () => {
  const { runs } = fakeHistory({ id: 'a', state: everyState })
  const found = troubles(viewsOf(runs))
  expect(found.map(({ names }) => names)).toEqual([
    ['time-based-formula'],
    ['exponential'],
    ['step'],
  ])
  expect(found[2]?.outcome).toContain('Diverged')
})

test('runs with the same reason share an entry', () => {
  const failed = () => ({ status: 'failed', epochsDone: 0 }) as const
  const found = troubles(viewsOf(fakeHistory({ id: 'a', state: failed }).runs))
  expect(found).toHaveLength(1)
  expect(found[0]?.names).toHaveLength(9)
})

test('completed runs are no trouble', () => {
  expect(troubles(viewsOf(fakeHistory({ id: 'a' }).runs))).toEqual([])
})
