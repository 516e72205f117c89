import { beforeEach, describe, expect, test, vi } from 'vitest'
import { asTrialId } from '../../shared/domain/ids'
import type { RecipeChanges } from '../../shared/domain/recipe-changes'
import { isFinal, type RunRecord } from '../../shared/domain/run'
import { latestAttempts } from '../../shared/domain/study'
import { bench, runOf, trainerOf, type Bench } from './testing/bench'
import { checkpointAfter, noSteps, rowOf } from './testing/fakes'

let lab: Bench
let parent: RunRecord
beforeEach(async () => {
  lab = bench(9)
  await lab.studies.create({
    templateId: 'article',
    seeds: [0, 1],
    totalEpochs: 8,
    trialIds: [asTrialId('step'), asTrialId('adam')],
  })
  await started(4)
  parent = runOf(lab, 'step')
  for (const epoch of [0, 1, 2, 3]) {
    trainerOf(lab, 'step').says({ kind: 'epoch', row: rowOf(epoch), steps: noSteps })
  }
  await vi.waitFor(() => expect(lab.epochs.get(parent.id)).toHaveLength(4))
  lab.checkpoints.set(parent.id, [
    checkpointAfter(2),
    checkpointAfter(4),
    { ...checkpointAfter(4), step: 100, file: '000004-00100.ckpt' },
  ])
})

const started = (count: number) => vi.waitFor(() => expect(lab.trainers).toHaveLength(count))
const fork = (changes: RecipeChanges = {}, epochs = 2, name?: string) =>
  lab.forks.fork({ runId: parent.id, epochs, name, changes })
const studyNow = () => lab.history.study(parent.studyId)
const trialOfRun = (run: RunRecord) => studyNow().study.trials.find(({ id }) => id === run.trialId)

describe('a fork', () => {
  test('is a run of a new trial with the first epochs of its parent, and trains', async () => {
    const schedule = { kind: 'constant', rate: 0.01 } as const
    const run = await fork({ schedule, totalEpochs: 6 })
    expect(run).toMatchObject({
      studyId: parent.studyId,
      trialId: 'step-from-epoch-3',
      seed: parent.seed,
      attempt: 1,
      totalEpochs: 6,
      epochsDone: 2,
      seconds: 1,
      forkedFrom: { runId: parent.id, epochs: 2 },
    })
    expect(trialOfRun(run)).toMatchObject({
      name: 'Step from epoch 3',
      description: `Forked from Step (seed ${parent.seed}) after epoch 2.`,
      recipe: { schedule, totalEpochs: 6, batchSize: 64 },
    })
    await started(5)
    expect(lab.trainers[4]?.command).toMatchObject({
      runId: run.id,
      epochsDone: 2,
      recipe: { schedule },
    })
    expect(lab.epochs.get(run.id)).toEqual([rowOf(0), rowOf(1)])
    expect(lab.logs.get(run.id)?.[0]).toBe(`forked from ${parent.id} after epoch 2`)
  })

  test('gets a name and an id that no trial has', async () => {
    const names = (await Promise.all([fork(), fork(), fork({}, 2, 'Adam')])).map((run) => [
      run.trialId,
      trialOfRun(run)?.name,
    ])
    expect(names).toEqual([
      ['step-from-epoch-3', 'Step from epoch 3'],
      ['step-from-epoch-3-2', 'Step from epoch 3 (2)'],
      ['adam-2', 'Adam (2)'],
    ])
    expect(studyNow().study.trials).toHaveLength(5)
  })

  test('is told after its trial, and is one latest attempt, of its seed alone', async () => {
    const told: string[] = []
    lab.hub.on('studyChanged', ({ study }) => told.push(`${study.trials.length} trials`))
    lab.hub.on('runsChanged', ({ runs }) => told.push(...runs.map(({ status }) => status)))
    const run = await fork()
    expect(told.slice(0, 2)).toEqual(['3 trials', 'queued'])
    const latest = latestAttempts(studyNow())
    expect(latest).toHaveLength(5)
    expect(latest.filter(({ trialId }) => trialId === run.trialId)).toEqual([
      lab.history.run(run.id),
    ])
  })

  test('may be forked again, from an epoch of its own', async () => {
    const first = await fork()
    const second = await lab.forks.fork({ runId: first.id, epochs: 2, changes: {} })
    expect(second.forkedFrom).toEqual({ runId: first.id, epochs: 2 })
  })

  test('is retried from where it was forked, while that checkpoint is kept', async () => {
    const { id } = await fork()
    await lab.queue.stop(id)
    await vi.waitFor(() => expect(isFinal(lab.history.run(id).status)).toBe(true))
    const again = await lab.studies.retry(id)
    expect(again).toMatchObject({
      attempt: 2,
      epochsDone: 2,
      forkedFrom: { runId: parent.id, epochs: 2 },
    })
    await lab.queue.stop(again.id)
    await vi.waitFor(() => expect(isFinal(lab.history.run(again.id).status)).toBe(true))
    for (const kept of [parent.id, again.id]) lab.checkpoints.set(kept, [checkpointAfter(4)])
    await expect(lab.studies.retry(again.id)).rejects.toThrow(
      'the checkpoint after epoch 2 from which it was forked is no longer kept',
    )
  })
})

describe('a fork is refused, and leaves nothing behind,', () => {
  const nothingMade = () => {
    expect(studyNow().study.trials).toHaveLength(2)
    expect(studyNow().runs).toHaveLength(4)
    expect(lab.epochs.size).toBe(4)
  }

  test('from an epoch whose checkpoint is not kept', async () => {
    await expect(fork({}, 3)).rejects.toMatchObject({
      code: 'not-found',
      message: `The run "${parent.id}" has no checkpoint after epoch 3; kept are those after 2, 4.`,
    })
    nothingMade()
  })

  test('with a change that the checkpoint does not allow', async () => {
    await expect(fork({ batchSize: 32 })).rejects.toMatchObject({
      code: 'bad-input',
      message:
        'In a fork, batchSize must stay 64, was 32: the epochs before the checkpoint were trained so.',
    })
    nothingMade()
  })

  test('with a schedule that gives a bad rate', async () => {
    const expression = '(500 - t) / 1000'
    await expect(
      fork({ schedule: { kind: 'formula', per: 'step', expression } }),
    ).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('the rate at step 501 would be -0.001') as string,
    })
    nothingMade()
  })

  test('when its trial cannot be stored', async () => {
    lab.store.saveStudy = () => Promise.reject(new Error('The disk is full.'))
    await expect(fork()).rejects.toThrow('The disk is full.')
    nothingMade()
  })
})

test('the checkpoints of a run are listed, those within an epoch too', async () => {
  expect(await lab.forks.checkpoints(parent.id)).toEqual([
    { epochs: 2, step: 0 },
    { epochs: 4, step: 0 },
    { epochs: 4, step: 100 },
  ])
})
