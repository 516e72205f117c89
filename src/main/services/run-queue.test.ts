import { beforeEach, describe, expect, test, vi } from 'vitest'
import { LabError } from '../../shared/contract/errors'
import { articleTemplate } from '../../shared/domain/article'
import { asTrialId, type TrialId } from '../../shared/domain/ids'
import type { RunRecord } from '../../shared/domain/run'
import { EventHub } from './event-hub'
import { History } from './history'
import { bench, runOf, trainerOf, type Bench } from './testing/bench'
import { completed, memoryFolders, noSteps, rowOf } from './testing/fakes'

let lab: Bench
beforeEach(() => {
  lab = bench()
})

const article = { templateId: 'article', seeds: [1] }
const started = (count: number) => vi.waitFor(() => expect(lab.trainers).toHaveLength(count))
const status = (trial: string, expected: RunRecord['status']) =>
  vi.waitFor(() => expect(runOf(lab, trial).status).toBe(expected))

describe('order', () => {
  test('starts as many as allowed, in the order of the study', async () => {
    await lab.studies.create(article)
    await started(2)
    expect(lab.trainers.map(({ command }) => command.runId)).toEqual([
      runOf(lab, 'constant').id,
      runOf(lab, 'keras-decay').id,
    ])
    // As the recipes say, not as the seats would give.
    expect(lab.trainers.map(({ command }) => command.threads)).toEqual([1, 1])
    expect(runOf(lab, 'linear').status).toBe('queued')
  })
  test('a finished run makes room for the next, a prioritised one first', async () => {
    await lab.studies.create(article)
    await started(2)
    lab.queue.prioritise(runOf(lab, 'adam').id)
    trainerOf(lab, 'constant').says(completed)
    trainerOf(lab, 'constant').ends()
    await started(3)
    expect(lab.trainers[2]?.command.runId).toBe(runOf(lab, 'adam').id)
    expect(runOf(lab, 'constant').status).toBe('completed')
  })
  test('a paused run gives its place away and takes the next free one', async () => {
    await lab.studies.create({
      ...article,
      trialIds: ['constant', 'linear', 'step'].map(asTrialId),
    })
    await started(2)
    await lab.queue.pause(runOf(lab, 'constant').id)
    await status('constant', 'paused')
    await started(3)
    await lab.queue.resume(runOf(lab, 'constant').id)
    expect(runOf(lab, 'constant').status).toBe('queued')
    trainerOf(lab, 'linear').says(completed)
    trainerOf(lab, 'linear').ends()
    await status('constant', 'running')
    expect(trainerOf(lab, 'constant').told).toEqual(['pause', 'resume'])
    expect(lab.trainers).toHaveLength(3)
  })
  test('pausing a study starts nothing; resuming it goes on in order', async () => {
    const { study } = await lab.studies.create(article)
    await started(2)
    await lab.studies.pause(study.id)
    await status('constant', 'paused')
    await status('adam', 'paused')
    expect(lab.trainers).toHaveLength(2)
    await lab.studies.resume(study.id)
    await status('constant', 'running')
    await status('keras-decay', 'running')
    expect(runOf(lab, 'linear').status).toBe('queued')
    expect(lab.trainers).toHaveLength(2)
  })
  test('a raised limit takes effect at the next chance', async () => {
    await lab.studies.create(article)
    await started(2)
    lab.limits.runs = 4
    lab.queue.fill()
    await started(4)
  })
})

describe('how runs end', () => {
  const oneRun = { ...article, trialIds: [asTrialId('exponential')] }
  const start = async () => {
    await lab.studies.create(oneRun)
    await started(1)
    return trainerOf(lab, 'exponential')
  }
  test('completed, with the summary of its epochs', async () => {
    const trainer = await start()
    for (const epoch of [0, 1]) trainer.says({ kind: 'epoch', row: rowOf(epoch), steps: noSteps })
    trainer.says(completed)
    trainer.ends()
    await status('exponential', 'completed')
    expect(runOf(lab, 'exponential')).toMatchObject({
      epochsDone: 2,
      seconds: 1,
      outcome: null,
      summary: { finalLoss: 0.5, bestEpoch: 1 },
    })
  })
  test('a trainer that dies without a last word is interrupted, with its signal', async () => {
    const trainer = await start()
    trainer.says({ kind: 'epoch', row: rowOf(0), steps: noSteps })
    trainer.ends({ code: null, signal: 'SIGKILL', output: 'Killed' })
    await status('exponential', 'interrupted')
    const run = runOf(lab, 'exponential')
    expect(run.exit).toEqual({ code: null, signal: 'SIGKILL' })
    expect(run.outcome).toBe(
      'The trainer process was ended by signal SIGKILL. The finished epoch is kept.',
    )
    expect(lab.logs.get(run.id)).toContain('Killed')
  })
  test('diverged names the step, the epoch and the rate', async () => {
    const trainer = await start()
    trainer.says({ kind: 'diverged', step: 312, learningRate: 0.5, steps: noSteps })
    trainer.ends()
    await status('exponential', 'diverged')
    expect(runOf(lab, 'exponential')).toMatchObject({
      divergedAtStep: 312,
      outcome:
        'Diverged: the loss was no longer a finite number at step 313 (epoch 2), learning rate 0.5. No epoch had finished.',
    })
  })
  test("failed carries the trainer's own words", async () => {
    const trainer = await start()
    trainer.says({ kind: 'failed', message: 'Out of memory.' })
    trainer.ends({ code: 1 })
    await status('exponential', 'failed')
    expect(runOf(lab, 'exponential').outcome).toContain('Out of memory.')
  })
  test('a full disk ends the run and says so; no epoch is told that is not written', async () => {
    const told: number[] = []
    lab.hub.on('runsAdvanced', ({ epochs }) => told.push(epochs.length))
    const trainer = await start()
    lab.state.failAppends = new LabError('storage-failed', 'The disk is full.')
    trainer.says({ kind: 'epoch', row: rowOf(0), steps: noSteps })
    await status('exponential', 'failed')
    expect(runOf(lab, 'exponential').outcome).toBe('The disk is full.')
    expect(trainer.told).toEqual(['kill'])
    expect(told).toEqual([])
  })
  test('when not even the end can be written, it is told with the reason', async () => {
    const trainer = await start()
    lab.store.saveRuns = () => Promise.reject(new LabError('storage-failed', 'The disk is full.'))
    trainer.says(completed)
    trainer.ends()
    await status('exponential', 'completed')
    await vi.waitFor(() =>
      expect(runOf(lab, 'exponential').outcome).toBe(
        'This could not be recorded: The disk is full.',
      ),
    )
  })
  test('without data no trainer starts and the run says why', async () => {
    lab.dataset.problem = new LabError('data-unavailable', 'train-images is cut.')
    await lab.studies.create(oneRun)
    await status('exponential', 'failed')
    expect(runOf(lab, 'exponential').outcome).toBe('train-images is cut.')
    expect(lab.trainers).toHaveLength(0)
  })
  test('epochs are told only after they are written', async () => {
    const order: string[] = []
    const trainer = await start()
    lab.hub.on('runsAdvanced', ({ epochs }) => {
      for (const { runId, row } of epochs) {
        const written = lab.epochs.get(runId)?.some(({ epoch }) => epoch === row.epoch)
        order.push(`${row.epoch}:${String(written)}`)
      }
    })
    for (const epoch of [0, 1, 2])
      trainer.says({ kind: 'epoch', row: rowOf(epoch), steps: noSteps })
    trainer.says(completed)
    trainer.ends()
    await status('exponential', 'completed')
    expect(order).toEqual(['0:true', '1:true', '2:true'])
  })
})

describe('by hand', () => {
  test('stop, retry: a new attempt, the old one stays', async () => {
    const { study } = await lab.studies.create({ ...article, trialIds: [asTrialId('step')] })
    await started(1)
    const first = runOf(lab, 'step')
    await lab.queue.stop(first.id)
    await status('step', 'stopped')
    await lab.studies.retry(first.id)
    await started(2)
    expect(runOf(lab, 'step').attempt).toBe(2)
    expect(lab.history.study(study.id).runs).toHaveLength(2)
  })
  test('what the state forbids is refused in words', async () => {
    await lab.studies.create({ ...article, trialIds: [asTrialId('step')] })
    await started(1)
    await expect(lab.queue.resume(runOf(lab, 'step').id)).rejects.toThrow(
      'A run that is running cannot be resumed; it must be paused or interrupted or stopped or failed.',
    )
    await expect(lab.studies.retry(runOf(lab, 'step').id)).rejects.toThrow('stop it first')
  })
  test('unknown templates and trials are refused with the known ones', async () => {
    await expect(lab.studies.create({ ...article, templateId: 'artcle' })).rejects.toThrow(
      'There is no study template "artcle"; there is article, one-budget, ',
    )
    const trialIds = ['liner' as TrialId]
    await expect(lab.studies.create({ ...article, trialIds })).rejects.toThrow(
      'There is no trial "liner"; there are constant, keras-decay',
    )
  })
  test('removing a study ends its trainers first', async () => {
    const { study } = await lab.studies.create(article)
    await started(2)
    await lab.studies.remove(study.id)
    expect(lab.trainers.slice(0, 2).every(({ told }) => told.includes('stop'))).toBe(true)
    expect(lab.history.list()).toEqual([])
    await lab.history.purge()
    expect(lab.kept.size).toBe(0)
  })
})

test('after a crash unfinished runs are interrupted, with the epochs that are on disk', async () => {
  await lab.studies.create({ ...article, trialIds: ['linear', 'step', 'adam'].map(asTrialId) })
  await started(2)
  const { id } = runOf(lab, 'linear')
  trainerOf(lab, 'linear').says({ kind: 'epoch', row: rowOf(0), steps: noSteps })
  await vi.waitFor(() => expect(lab.epochs.get(id)).toHaveLength(1))

  const folders = memoryFolders()
  folders.epochs.set(id, [rowOf(0)])
  const revived = new History(lab.store, folders.folders, new EventHub())
  await revived.load()
  await revived.recover()
  expect(revived.run(id)).toMatchObject({
    status: 'interrupted',
    epochsDone: 1,
    outcome: 'Cooldown ended during epoch 2. The finished epoch is kept.',
  })
  expect(revived.list()[0]?.runs.map(({ status }) => status)).toEqual([
    'interrupted',
    'interrupted',
    'interrupted',
  ])
})

test('closing ends every trainer and leaves nothing running or queued', async () => {
  await lab.studies.create(article)
  await started(2)
  await lab.queue.close()
  const states = lab.history.list().flatMap(({ runs }) => runs.map(({ status }) => status))
  expect(states).toEqual(articleTemplate.trials.map(() => 'interrupted'))
})
