import { expect, test } from 'vitest'
import { articleTemplate } from '../article'
import { asRunId, asStudyId } from '../ids'
import type { RunRecord } from '../run'
import type { RunMarks } from '../run-marks'
import type { StudyHistory } from '../study'
import { comparedRuns } from './compared-runs'

const trials = articleTemplate.trials.slice(0, 2)

interface Given {
  readonly createdAt?: string
  readonly seeds?: readonly number[]
  readonly marks?: RunMarks
  readonly name?: string
}

/** A study of two trials whose first run may be marked. */
function history(
  id: string,
  { seeds = [1], marks, createdAt = '2026-11-24', name = id }: Given = {},
) {
  const study = {
    id: asStudyId(id),
    templateId: 'article',
    name,
    description: '',
    createdAt,
    trials,
    seeds,
  }
  const runs = trials.flatMap((trial) =>
    seeds.map((seed): RunRecord => ({
      id: asRunId(`${id}-${trial.id}-${seed}`),
      studyId: study.id,
      trialId: trial.id,
      seed,
      attempt: 1,
      status: 'completed',
      totalEpochs: 1,
      stepsPerEpoch: 1,
      epochsDone: 1,
      createdAt,
      startedAt: null,
      endedAt: null,
      seconds: 0,
      engine: null,
      summary: null,
      outcome: null,
      exit: null,
      divergedAtStep: null,
    })),
  )
  const [first, ...others] = runs
  const marked = first && marks ? [{ ...first, marks }, ...others] : runs
  return { study, runs: marked } satisfies StudyHistory
}
const names = (...histories: StudyHistory[]) => comparedRuns(histories).map(({ name }) => name)
const styles = (...histories: StudyHistory[]) => comparedRuns(histories).map(({ style }) => style)
const [constant, decay] = trials.map(({ name }) => name)

test('a study alone keeps its names and places; the seed is named where there are several', () => {
  expect(names(history('a'))).toEqual([constant, decay])
  expect(names(history('a', { seeds: [1, 2] })).slice(0, 2)).toEqual([
    `${constant}, seed 1`,
    `${constant}, seed 2`,
  ])
  expect(styles(history('a', { seeds: [1, 2] }))).toEqual([0, 0, 1, 1])
})

test('names that two studies share get their study’s, then the run’s id', () => {
  const [a, b] = [history('a'), history('b', { createdAt: '2026-11-25' })]
  expect(names(a, b)).toEqual([
    `${constant} · a`,
    `${decay} · a`,
    `${constant} · b`,
    `${decay} · b`,
  ])
  const twin = history('b', { createdAt: '2026-11-25', name: 'a' })
  expect(new Set(names(a, twin)).size).toBe(4)
  expect(names(a, twin)[0]).toBe(`${constant} · a · a-constant-1`)
})

test('older studies come first and take the first places, in whatever order they are given', () => {
  const [a, b] = [history('a'), history('b', { createdAt: '2026-11-23' })]
  expect(comparedRuns([a, b]).map(({ study }) => study.id)).toEqual(['b', 'b', 'a', 'a'])
  expect(styles(a, b)).toEqual([0, 1, 2, 3])
})

test('a run keeps the name and the colour that it was given', () => {
  const marked = history('a', { marks: { tags: [], note: '', name: 'Mine', colour: 7 } })
  expect(names(marked)).toEqual(['Mine', decay])
  expect(styles(marked)).toEqual([7, 1])
})

test('of several attempts only the latest is compared', () => {
  const { study, runs } = history('a')
  const [first] = runs
  if (!first) throw new Error('it has runs')
  const retried = { study, runs: [...runs, { ...first, id: asRunId('again'), attempt: 2 }] }
  expect(comparedRuns([retried]).map(({ run }) => run.id)).toEqual([
    'again',
    `a-${trials[1]?.id ?? ''}-1`,
  ])
})
