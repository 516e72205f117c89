import { expect, test } from 'vitest'
import { asRunId, asStudyId, asTrialId } from './ids'
import type { RunProgress, RunRecord, RunStatus } from './run'
import { studySecondsLeft } from './time-left'

const run = (id: string, status: RunStatus, epochsDone = 0): RunRecord => ({
  id: asRunId(id),
  studyId: asStudyId('s'),
  trialId: asTrialId('t'),
  seed: 1,
  attempt: 1,
  status,
  totalEpochs: 10,
  stepsPerEpoch: 100,
  epochsDone,
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: null,
  endedAt: null,
  seconds: 0,
  engine: null,
  summary: null,
  outcome: null,
  exit: null,
  divergedAtStep: null,
})
const at = (step: number, stepsPerSecond: number): RunProgress => ({
  runId: asRunId('a'),
  step,
  totalSteps: 1_000,
  learningRate: 0.1,
  loss: 1,
  stepsPerSecond,
  secondsLeft: null,
})

test('running and waiting steps at the pace of those that run', () => {
  const runs = [run('a', 'running'), run('b', 'queued'), run('c', 'completed', 10)]
  const left = studySecondsLeft(runs, ({ id }) => (id === 'a' ? at(500, 50) : undefined))
  expect(left).toBe((500 + 1_000) / 50)
})

test('a paused run is not waited for', () => {
  const runs = [run('a', 'running'), run('b', 'paused', 3)]
  expect(studySecondsLeft(runs, ({ id }) => (id === 'a' ? at(0, 100) : at(300, 80)))).toBe(10)
})

test('nobody knows while nothing runs', () => {
  expect(studySecondsLeft([run('a', 'queued')], () => undefined)).toBeNull()
  expect(studySecondsLeft([run('a', 'running')], () => at(0, 0))).toBeNull()
})
