import { beforeEach, expect, test, vi } from 'vitest'
import { studyDraft } from '../../shared/contract/study-draft'
import { articleTemplate } from '../../shared/domain/article'
import type { RunStatus } from '../../shared/domain/run'
import { draftOfTemplate } from '../../shared/domain/study-plan/draft'
import { varied } from '../../shared/domain/study-plan/vary'
import { bench, type Bench } from './testing/bench'

const seeds = Array.from({ length: 20 }, (_, index) => index)
const template = draftOfTemplate(articleTemplate)
const [constant] = template.trials
if (!constant) throw new Error('no trial')
const values = Array.from({ length: 20 }, (_, index) => 100 + index)
const trials = varied([constant], [{ kind: 'setting', path: 'batchSize', values }])
const draft = studyDraft.parse({
  ...template,
  trials,
  seeds,
  objective: { metric: 'valAccuracy', at: 'final' },
})

let lab: Bench
let saves: number
beforeEach(() => {
  lab = bench(2)
  saves = 0
  const { saveRuns } = lab.store
  vi.spyOn(lab.store, 'saveRuns').mockImplementation((runs) => {
    saves++
    return saveRuns(runs)
  })
})

const counts = () => {
  const [history] = lab.history.list()
  const found: Partial<Record<RunStatus, number>> = {}
  for (const { status } of history?.runs ?? []) found[status] = (found[status] ?? 0) + 1
  return found
}
const started = () => vi.waitFor(() => expect(counts()).toEqual({ running: 2, queued: 398 }))

test('a draft becomes a study as it is, with its objective, and a run per trial and seed', async () => {
  const { study, runs } = await lab.studies.create({ draft })
  expect(study).toMatchObject({
    templateId: 'own',
    name: template.name,
    description: template.description,
    objective: { metric: 'valAccuracy', at: 'final' },
    seeds,
  })
  expect(study.id).toMatch(/^own-19700101-/)
  expect(study.trials.map(({ name }) => name)).toEqual(trials.map(({ name }) => name))
  expect(study.trials[3]?.recipe).toEqual({
    ...trials[3]?.recipe,
    compiler: 'tensorflow',
    threads: 1,
  })
  expect(runs).toHaveLength(400)
  expect(runs.slice(0, 21).map(({ seed }) => seed)).toEqual([...values.map(() => 0), 1])
})

test('a trial of a draft that cannot be trained is named, and nothing is made', async () => {
  const wrong = {
    ...draft,
    trials: draft.trials.map((trial, index) =>
      index === 7 ? { ...trial, recipe: { ...trial.recipe, batchSize: 50_000 } } : trial,
    ),
  }
  await expect(lab.studies.create({ draft: wrong })).rejects.toThrow(
    'Trial "Constant, batch size 107": batchSize: must be at most the 20,000 training images',
  )
  expect(lab.history.list()).toEqual([])
  expect(lab.epochs.size).toBe(0)
})

test('hundreds of runs are paused, resumed, stopped and retried with few writes', async () => {
  const { study } = await lab.studies.create({ draft })
  await started()
  saves = 0
  await lab.studies.pause(study.id)
  await vi.waitFor(() => expect(counts()).toEqual({ paused: 400 }))
  expect(lab.trainers).toHaveLength(2)
  await lab.studies.resume(study.id)
  await started()
  await lab.studies.stop(study.id)
  await vi.waitFor(() => expect(counts()).toEqual({ stopped: 400 }))
  expect(lab.trainers).toHaveLength(2)
  await lab.studies.retryAll(study.id)
  await vi.waitFor(() => expect(counts()).toEqual({ stopped: 400, running: 2, queued: 398 }))
  // One for all that wait, and a few for each of the two that train.
  expect(saves).toBeLessThan(25)
  const [history] = lab.history.list()
  expect(history?.runs.slice(400).map(({ attempt }) => attempt)).toEqual(
    Array.from({ length: 400 }, () => 2),
  )
})
