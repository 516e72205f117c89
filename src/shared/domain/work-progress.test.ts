import { expect, test } from 'vitest'
import { articleTemplate } from './article'
import { asRunId, asStudyId } from './ids'
import type { RunRecord, RunStatus } from './run'
import { studyEnd, watchStudyEnds } from './study-end'
import type { StudyHistory } from './study'
import { studyFraction, workFraction } from './work-progress'

const none = () => undefined

type State = readonly [status: RunStatus, epochsDone: number]

/** A study with a run per trial of the article and seed, all in one state unless told otherwise. */
function historyOf(
  id: string,
  state: State | ((place: number) => State) = ['completed', 100],
  seeds: readonly number[] = [1],
): StudyHistory {
  const { trials } = articleTemplate
  const createdAt = '2026-11-24T02:38:00.000Z'
  const study = {
    ...articleTemplate,
    id: asStudyId(id),
    templateId: '',
    createdAt,
    name: id,
    seeds,
  }
  const runs = seeds.flatMap((seed, round) =>
    trials.map(({ id: trialId }, place): RunRecord => {
      const [status, epochsDone] =
        typeof state === 'function' ? state(round * trials.length + place) : state
      return {
        id: asRunId(`${id}-${trialId}-${seed}`),
        ...{ studyId: study.id, trialId, seed, attempt: 1, status, epochsDone },
        ...{ totalEpochs: 100, stepsPerEpoch: 250, createdAt, startedAt: null, endedAt: null },
        ...{ seconds: 0, engine: null, summary: null, outcome: null, exit: null },
        divergedAtStep: null,
      }
    }),
  )
  return { study, runs }
}

/** One in every state: one completed, three ended early, four with work to do, one diverged. */
const states: readonly State[] = [
  ['completed', 100],
  ['running', 64],
  ['running', 38],
  ['paused', 22],
  ['stopped', 41],
  ['interrupted', 57],
  ['failed', 0],
  ['diverged', 12],
  ['queued', 0],
]
const everyState = (place: number) => states[place] ?? (['queued', 0] as const)

test('what ended early counts as done, what trains by its steps', () => {
  const history = historyOf('a', everyState)
  // Five have ended, one waits.
  expect(studyFraction(history, none)).toBeCloseTo((5 + 0.64 + 0.38 + 0.22) / 9, 12)
  const progress = { step: 900, totalSteps: 1000 }
  const told = studyFraction(history, (run) =>
    run.status === 'running'
      ? { ...progress, runId: run.id, learningRate: 0, loss: 0, stepsPerSecond: 1, secondsLeft: 1 }
      : undefined,
  )
  expect(told).toBeCloseTo((5 + 0.9 + 0.9 + 0.22) / 9, 12)
})

test('the work is that of studies in which something runs or waits', () => {
  const done = historyOf('done')
  const paused = historyOf('paused', ['paused', 50])
  const running = historyOf('running', ['running', 25])
  const queued = historyOf('queued', ['queued', 0])
  expect(workFraction([done, paused], none)).toBeNull()
  expect(workFraction([done, paused, running], none)).toBeCloseTo(0.25, 12)
  expect(workFraction([running, queued], none)).toBeCloseTo(0.125, 12)
})

test('a study ends once, with its last run', () => {
  const look = watchStudyEnds()
  const names = (histories: Parameters<typeof look>[0]) =>
    look(histories).map(({ study }) => study.name)
  const old = historyOf('old')
  const busy = historyOf('a', ['running', 25])
  const over = historyOf('a')
  expect(names([old, busy])).toEqual([])
  expect(names([old, historyOf('a', ['paused', 30])])).toEqual([])
  expect(names([old, over])).toEqual(['a'])
  expect(names([old, over])).toEqual([])
  // A retry makes it end again; one that was deleted does not end.
  expect(names([old, busy])).toEqual([])
  expect(names([old])).toEqual([])
})

test('its end tells the outcomes, and the run with the lowest validation loss', () => {
  const summary = {
    ...{ finalLoss: 0.2, finalAccuracy: 0.9, finalValLoss: 0.5, finalValAccuracy: 0.86 },
    ...{ bestValLoss: 0.4, bestValAccuracy: 0.87, bestEpoch: 20 },
  }
  const { study, runs } = historyOf('Rates', everyState, [1, 2])
  const ended = runs.map((run, place) => ({
    ...run,
    status: place === 3 ? ('diverged' as const) : ('completed' as const),
    summary: place === 10 ? { ...summary, bestValLoss: 0.00123, bestEpoch: 11 } : summary,
  }))
  expect(studyEnd({ study, runs: ended })).toEqual({
    title: 'Rates has ended',
    text: '18 runs: 17 completed, 1 diverged. Lowest validation loss 0.0012: Keras decay, seed 2, epoch 12.',
  })
  expect(studyEnd(historyOf('B', ['stopped', 0])).text).toBe('9 runs: 9 stopped.')
})
