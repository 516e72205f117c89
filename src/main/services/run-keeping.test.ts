import { beforeEach, describe, expect, test } from 'vitest'
import { asRunId, type RunId } from '../../shared/domain/ids'
import { RunKeeping } from './run-keeping'
import { bench, runOf, trainerOf, type Bench } from './testing/bench'
import { completed } from './testing/fakes'

let lab: Bench
let keeping: RunKeeping
let told: string[]

/** A study of two trials with one seed, of which the first run has ended. */
beforeEach(async () => {
  lab = bench()
  keeping = new RunKeeping(lab.history, lab.queue)
  await lab.studies.create({
    templateId: 'article',
    trialIds: ['linear', 'step'],
    seeds: [1],
  } as never)
  await expect.poll(() => lab.trainers.length).toBe(2)
  trainerOf(lab, 'linear').says(completed)
  trainerOf(lab, 'linear').ends()
  await expect.poll(() => runOf(lab, 'linear').status).toBe('completed')
  told = []
  lab.hub.on('runsRemoved', ({ runIds }) => told.push(`removed ${runIds.length}`))
  lab.hub.on('runsRestored', ({ runs }) => told.push(`restored ${runs.length}`))
  lab.hub.on('runsChanged', ({ runs }) => told.push(`changed ${runs.length}`))
  lab.hub.on('studyRemoved', () => told.push('study removed'))
  lab.hub.on('studyChanged', ({ runs }) => told.push(`study of ${runs.length}`))
})

const ids = () => lab.history.list().flatMap(({ runs }) => runs.map(({ id }) => id))
const stored = () => [...lab.kept.values()].flatMap(({ runs }) => runs)

describe('marks', () => {
  test('are noted on many runs at once, kept, and told once', async () => {
    const marked = await keeping.mark(ids(), { addTags: ['good'], note: 'look', colour: 4 })
    expect(marked.map(({ marks }) => marks)).toEqual([
      { tags: ['good'], note: 'look', colour: 4 },
      { tags: ['good'], note: 'look', colour: 4 },
    ])
    expect(stored().map(({ marks }) => marks?.note)).toEqual(['look', 'look'])
    expect(told).toEqual(['changed 2'])
  })

  test('stay on a run that goes on', async () => {
    await keeping.mark(ids(), { name: 'Mine' })
    trainerOf(lab, 'step').says(completed)
    trainerOf(lab, 'step').ends()
    await expect.poll(() => runOf(lab, 'step').status).toBe('completed')
    expect(runOf(lab, 'step').marks?.name).toBe('Mine')
  })

  test('with more tags than a run may have change no run', async () => {
    const many = Array.from({ length: 20 }, (_, n) => `t${n}`)
    await keeping.mark([runOf(lab, 'step').id], { addTags: many })
    const one = keeping.mark(ids(), { addTags: ['one more'] })
    await expect(one).rejects.toThrow(/would have 21 tags; at most 20 are kept/)
    expect(runOf(lab, 'linear').marks).toBeUndefined()
  })

  test('on a run that is not there change no run', async () => {
    const wished = [...ids(), asRunId('gone')]
    await expect(keeping.mark(wished, { note: 'x' })).rejects.toMatchObject({ code: 'not-found' })
    expect(told).toEqual([])
  })
})

describe('removed runs', () => {
  let linear: RunId
  beforeEach(() => {
    linear = runOf(lab, 'linear').id
  })

  test('are out of sight, and come back in their place', async () => {
    const before = ids()
    await keeping.remove([linear])
    expect(ids()).toEqual(before.filter((id) => id !== linear))
    expect(() => lab.history.run(linear)).toThrow(`There is no run "${linear}".`)
    expect(lab.removed().runIds).toEqual([linear])
    const [back] = await keeping.restore([linear])
    expect(back).toEqual(lab.history.run(linear))
    expect(ids()).toEqual(before)
    expect(lab.removed().runIds).toEqual([])
    expect(told).toEqual(['removed 1', 'restored 1'])
  })

  test('must have ended: one that has not keeps all, and is named', async () => {
    const step = runOf(lab, 'step').id
    const removing = keeping.remove([linear, step])
    await expect(removing).rejects.toMatchObject({
      code: 'wrong-state',
      message: `Only runs that have ended can be removed; "${step}" is running. Stop them first.`,
    })
    expect(ids()).toHaveLength(2)
    expect(told).toEqual([])
  })

  test('removed at the same time are all removed', async () => {
    await lab.queue.settle(runOf(lab, 'step').id)
    const wished = ids()
    await Promise.all(wished.map((id) => keeping.remove([id])))
    expect(ids()).toEqual([])
    expect([...lab.removed().runIds].sort()).toEqual([...wished].sort())
  })

  test('can be brought back once', async () => {
    await keeping.remove([linear])
    await keeping.restore([linear])
    await expect(keeping.restore([linear])).rejects.toThrow(
      `There is no removed run "${linear}" to bring back.`,
    )
  })

  test('count as tries: a retry is the next one', async () => {
    await keeping.remove([linear])
    const trial = { ...(await keeping.restore([linear]))[0]! }
    const second = await lab.studies.retry(linear)
    await lab.queue.settle(second.id)
    await keeping.remove([second.id])
    const third = await lab.studies.retry(linear)
    expect([trial.attempt, second.attempt, third.attempt]).toEqual([1, 2, 3])
  })

  test('stay where the disk refuses', async () => {
    lab.store.saveRemoved = async () => {
      throw new Error('full')
    }
    await expect(keeping.remove([linear])).rejects.toThrow('full')
    expect(ids()).toHaveLength(2)
    expect(told).toEqual([])
  })

  test('are gone for good after a purge', async () => {
    await keeping.remove([linear])
    await lab.history.purge()
    expect(stored().map(({ trialId }) => trialId)).toEqual(['step'])
  })
})

describe('removed studies', () => {
  test('come back with their runs, which were stopped', async () => {
    const [history] = lab.history.list()
    const { id } = history!.study
    await lab.studies.remove(id)
    expect(lab.history.list()).toEqual([])
    expect(() => lab.history.study(id)).toThrow(`There is no study "${id}".`)
    expect(() => lab.history.run(history!.runs[0]!.id)).toThrow(/There is no run/)
    const back = await lab.studies.restore(id)
    expect(back.runs.map(({ status }) => status)).toEqual(['completed', 'stopped'])
    expect(told.slice(-2)).toEqual(['study removed', 'study of 2'])
    await expect(lab.studies.restore(id)).rejects.toThrow(/no removed study/)
  })

  test('keep the runs out of sight that were removed before', async () => {
    const [history] = lab.history.list()
    const { id } = history!.study
    const linear = runOf(lab, 'linear').id
    await keeping.remove([linear])
    await lab.studies.remove(id)
    expect(await keeping.restore([linear])).toEqual([])
    expect((await lab.studies.restore(id)).runs).toHaveLength(2)
  })
})
