import { expect, test } from 'vitest'
import { articleTemplate } from '../../../../shared/domain/article'
import { asRunId } from '../../../../shared/domain/ids'
import type { RunRecord } from '../../../../shared/domain/run'
import { fakeHistory } from '../../../test/fake-data'
import { rateStart } from './rate-start'

const trials = articleTemplate.trials.filter(({ id }) => ['linear', 'step'].includes(id))
const { study, runs } = fakeHistory({ id: 'a', trials })
const [linear, step] = runs as [RunRecord, RunRecord]

const fork = (of: RunRecord, from: string, epochs: number, id: string): RunRecord => ({
  ...of,
  id: asRunId(id),
  forkedFrom: { runId: asRunId(from), epochs },
})
const startOf = (run: RunRecord, others: readonly RunRecord[] = []) =>
  rateStart(run, { study, runs: [...runs, ...others, run] })

test('a run of its own begins at its first epoch', () => {
  expect(startOf(linear)).toEqual({ epoch: 0, heardFrom: 0 })
})

test('a fork with another schedule begins it at the fork', () => {
  expect(startOf(fork(step, linear.id, 20, 'b'))).toEqual({ epoch: 20, heardFrom: 20 })
})

test('a fork with the same schedule goes on with what it was told, over generations', () => {
  const first = fork(step, linear.id, 20, 'b')
  const second = fork(step, 'b', 30, 'c')
  expect(startOf(second, [first])).toEqual({ epoch: 30, heardFrom: 20 })
  expect(startOf(fork(step, 'gone', 30, 'c'))).toEqual({ epoch: 30, heardFrom: 30 })
})

test('a circle of forks ends', () => {
  const [b, c] = [fork(step, 'c', 5, 'b'), fork(step, 'b', 6, 'c')]
  expect(startOf(c, [b])).toEqual({ epoch: 6, heardFrom: 5 })
})
