import { expect, test } from 'vitest'
import { familyOf, type FamilyNode } from './family'
import { asRunId, asStudyId, asTrialId } from './ids'
import type { RunRecord } from './run'

const run = (id: string, parent?: string): RunRecord => ({
  id: asRunId(id),
  studyId: asStudyId('s'),
  trialId: asTrialId(id),
  seed: 1,
  attempt: 1,
  status: 'completed',
  totalEpochs: 9,
  stepsPerEpoch: 25,
  epochsDone: 9,
  createdAt: '',
  startedAt: null,
  endedAt: null,
  seconds: 0,
  engine: null,
  summary: null,
  outcome: null,
  exit: null,
  divergedAtStep: null,
  ...(parent !== undefined && { forkedFrom: { runId: asRunId(parent), epochs: 3 } }),
})

const written = ({ run: { id }, forks }: FamilyNode): string =>
  forks.length === 0 ? id : `${id}(${forks.map(written).join(' ')})`

const family = (id: string, runs: readonly RunRecord[]) => {
  const found = familyOf(asRunId(id), runs)
  return found && written(found)
}

test('a family is the same tree whoever of it is asked', () => {
  const runs = [run('a'), run('b', 'a'), run('c', 'a'), run('d', 'b'), run('stranger')]
  for (const id of ['a', 'b', 'c', 'd']) expect(family(id, runs)).toBe('a(b(d) c)')
  expect(family('stranger', runs)).toBe('stranger')
  expect(family('nobody', runs)).toBeNull()
})

test('begins with the oldest that is still there', () => {
  expect(family('d', [run('b', 'a'), run('d', 'b')])).toBe('b(d)')
})

test('ends though the records go in a circle', () => {
  expect(family('a', [run('a', 'b'), run('b', 'a')])).toBe('b(a)')
})
