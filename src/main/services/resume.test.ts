import { beforeEach, describe, expect, test, vi } from 'vitest'
import { asTrialId } from '../../shared/domain/ids'
import type { RunRecord } from '../../shared/domain/run'
import { EventHub } from './event-hub'
import { History } from './history'
import { bench, runOf, trainerOf, type Bench } from './testing/bench'
import { completed, finalReport, noSteps, rowOf } from './testing/fakes'

let lab: Bench
beforeEach(() => {
  lab = bench()
})

const started = (count: number) => vi.waitFor(() => expect(lab.trainers).toHaveLength(count))
const status = (expected: RunRecord['status']) =>
  vi.waitFor(() => expect(runOf(lab, 'step').status).toBe(expected))
const ready = (epoch: number, engine = 'TensorFlow 2.21.0, 1 thread') =>
  ({ kind: 'ready', engine, epoch, notice: null }) as const
const epoch = (number: number) => ({ kind: 'epoch', row: rowOf(number), steps: noSteps }) as const

async function create() {
  const { study } = await lab.studies.create({
    templateId: 'article',
    seeds: [1],
    trialIds: [asTrialId('step')],
  })
  return study
}

/** A run of two epochs whose trainer was killed. */
async function interrupted(): Promise<RunRecord> {
  await create()
  await started(1)
  for (const word of [ready(0), epoch(0), epoch(1)]) trainerOf(lab, 'step').says(word)
  trainerOf(lab, 'step').ends({ code: null, signal: 'SIGKILL' })
  await status('interrupted')
  return runOf(lab, 'step')
}

async function resumed() {
  const before = await interrupted()
  await lab.queue.resume(before.id)
  await started(2)
  return { before, trainer: trainerOf(lab, 'step') }
}

describe('a run that broke off', () => {
  test('is the same run again, and its trainer is told what is on the disk', async () => {
    const { before, trainer } = await resumed()
    await status('running')
    expect(runOf(lab, 'step')).toMatchObject({
      id: before.id,
      attempt: 1,
      startedAt: before.startedAt,
      endedAt: null,
      outcome: null,
      exit: null,
      epochsDone: 2,
      seconds: before.seconds,
    })
    expect(trainer.command).toMatchObject({
      epochsDone: 2,
      checkpoints: { folder: `/runs/${before.id}/checkpoints`, everyEpochs: 3 },
    })
    expect(lab.trainers[0]?.command.epochsDone).toBe(0)
  })

  test('goes on where it was: epochs told again are not kept, or told, twice', async () => {
    const { before, trainer } = await resumed()
    const told: number[] = []
    lab.hub.on('runsAdvanced', ({ epochs }) => told.push(...epochs.map(({ row }) => row.epoch)))
    trainer.says(ready(1))
    const again = { ...rowOf(1), seconds: 9, examplesPerSecond: 1 }
    trainer.says({ kind: 'epoch', row: again, steps: noSteps })
    trainer.says(epoch(2))
    trainer.says(completed)
    trainer.ends()
    await status('completed')
    expect(lab.epochs.get(before.id)).toEqual([rowOf(0), rowOf(1), rowOf(2)])
    expect(told).toEqual([2])
    expect(runOf(lab, 'step')).toMatchObject({
      epochsDone: 3,
      seconds: 1.5,
      weightsSha256: finalReport.weightsSha256,
      confusion: finalReport.confusion,
    })
    expect(lab.logs.get(before.id)).toContain(
      'training from epoch 2 on with TensorFlow 2.21.0, 1 thread',
    )
  })

  test('fails when an epoch comes out differently, and what is on the disk stays', async () => {
    const { before, trainer } = await resumed()
    trainer.says(ready(0, 'TensorFlow.js 4.22.0 (WASM), 1 thread'))
    trainer.says({ kind: 'epoch', row: { ...rowOf(0), valLoss: 1.25 }, steps: noSteps })
    await status('failed')
    expect(runOf(lab, 'step').outcome).toBe(
      'Epoch 1 came out differently when it was trained again: valLoss was 1.1, now 1.25. ' +
        'It was trained by TensorFlow 2.21.0, 1 thread, now by TensorFlow.js 4.22.0 (WASM), 1 thread. ' +
        'The 2 finished epochs are kept. Retry the run instead.',
    )
    expect(trainer.told).toEqual(['kill'])
    expect(lab.epochs.get(before.id)).toEqual([rowOf(0), rowOf(1)])
  })

  test('may be resumed twice, and its end forgets how it ended before', async () => {
    const { trainer } = await resumed()
    await lab.queue.stop(trainer.command.runId)
    await status('stopped')
    await lab.queue.resume(trainer.command.runId)
    await started(3)
    await lab.queue.stop(trainer.command.runId)
    await status('stopped')
    expect(runOf(lab, 'step')).toMatchObject({
      outcome: 'Stopped by hand. The 2 finished epochs are kept.',
      exit: null,
    })
  })

  test('cannot be resumed by two at once', async () => {
    const { id } = await interrupted()
    const both = await Promise.allSettled([lab.queue.resume(id), lab.queue.resume(id)])
    expect(both.map((each) => each.status)).toEqual(['fulfilled', 'rejected'])
    await started(2)
  })

  test('resumed while its end is being stored, starts when its trainer is gone', async () => {
    await create()
    await started(1)
    const { id } = runOf(lab, 'step')
    const resuming: Promise<unknown>[] = []
    const stop = lab.hub.on('runsChanged', ({ runs }) => {
      if (runs[0]?.status !== 'interrupted') return
      stop()
      resuming.push(lab.queue.resume(id))
    })
    trainerOf(lab, 'step').ends({ code: null, signal: 'SIGKILL' })
    await started(2)
    await Promise.all(resuming)
    await status('running')
  })

  test('stopped, or closed, while it waits says so with its epochs', async () => {
    const { id } = await interrupted()
    lab.limits.runs = 0
    await lab.queue.resume(id)
    await lab.queue.stop(id)
    const kept = 'The 2 finished epochs are kept.'
    expect(runOf(lab, 'step').outcome).toBe(`Stopped by hand before it went on. ${kept}`)
    await lab.queue.resume(id)
    const revived = new History(lab.store, lab.folders, new EventHub())
    await revived.load()
    await revived.recover()
    expect(revived.run(id).outcome).toBe(`Cooldown was closed before it went on. ${kept}`)
    await lab.queue.close()
    expect(runOf(lab, 'step').outcome).toBe(`Cooldown was closed before it went on. ${kept}`)
  })
})

describe('a study', () => {
  test('takes up its interrupted runs again, but not stopped ones or old attempts', async () => {
    lab.limits.runs = 9
    const { study } = await lab.studies.create({
      templateId: 'article',
      seeds: [1],
      trialIds: ['linear', 'step', 'adam'].map(asTrialId),
    })
    await started(3)
    trainerOf(lab, 'linear').ends({ code: null, signal: 'SIGKILL' })
    trainerOf(lab, 'step').ends({ code: null, signal: 'SIGKILL' })
    await lab.queue.stop(runOf(lab, 'adam').id)
    await vi.waitFor(() => expect(runOf(lab, 'linear').status).toBe('interrupted'))
    await status('interrupted')
    const old = runOf(lab, 'linear').id
    await lab.studies.retry(old)
    await started(4)
    await lab.studies.resume(study.id)
    await started(5)
    expect(lab.trainers[4]?.command.runId).toBe(runOf(lab, 'step').id)
    expect(lab.history.run(old).status).toBe('interrupted')
    expect(runOf(lab, 'adam').status).toBe('stopped')
  })
})

describe('what cannot go on says why', () => {
  test('a completed run', async () => {
    await create()
    await started(1)
    trainerOf(lab, 'step').says({ ...completed, early: 'Stopped early: no gain in 3 epochs.' })
    trainerOf(lab, 'step').ends()
    await status('completed')
    expect(runOf(lab, 'step').outcome).toBe('Stopped early: no gain in 3 epochs.')
    await expect(lab.queue.resume(runOf(lab, 'step').id)).rejects.toThrow(
      'A run that is completed cannot be resumed: nothing is left to train.',
    )
  })
  test('a diverged run', async () => {
    await create()
    await started(1)
    trainerOf(lab, 'step').says({ kind: 'diverged', step: 1, learningRate: 1, steps: noSteps })
    trainerOf(lab, 'step').ends()
    await status('diverged')
    await expect(lab.queue.resume(runOf(lab, 'step').id)).rejects.toMatchObject({
      code: 'wrong-state',
      message: expect.stringContaining('its weights are no longer finite numbers') as string,
    })
  })
})

test('words of the trainer for the log are in the log', async () => {
  await create()
  await started(1)
  const { id } = runOf(lab, 'step')
  trainerOf(lab, 'step').says({ ...ready(0), notice: 'A checkpoint was damaged.' })
  trainerOf(lab, 'step').says({ kind: 'notice', text: 'A checkpoint could not be written.' })
  await vi.waitFor(() =>
    expect(lab.logs.get(id)?.slice(1)).toEqual([
      'A checkpoint was damaged.',
      'training with TensorFlow 2.21.0, 1 thread',
      'A checkpoint could not be written.',
    ]),
  )
})
