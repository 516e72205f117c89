import { unzipSync, zipSync } from 'fflate/browser'
import { describe, expect, it } from 'vitest'
import type { MachineReport } from '../../../shared/contract/machine'
import type { BundleMachine } from '../../../shared/domain/bundle/bundle'
import { asStudyId } from '../../../shared/domain/ids'
import type { RunRecord } from '../../../shared/domain/run'
import { summarise, type EpochRow, type StepSeries } from '../../../shared/domain/series'
import { articleTemplate } from '../../../shared/domain/article'
import type { Study, Trial } from '../../../shared/domain/study'
import { newRun } from '../new-run'
import { bench } from '../testing/bench'
import { rowOf } from '../testing/fakes'
import { createBundles } from './index'
import type { BundleContents, BundledRun } from './contents'
import { readBundle } from './read-bundle'
import { writeBundle } from './write-bundle'

const [constant, decay] = articleTemplate.trials as unknown as [Trial, Trial]
const study: Study = {
  id: asStudyId('article-1'),
  templateId: 'article',
  name: 'A study',
  description: '',
  createdAt: '2026-11-24T10:00:00.000Z',
  trials: [constant, decay],
  seeds: [1, 2],
}

/** Values that only survive when every bit does. */
const stepsOf = (count: number): StepSeries => ({
  loss: Float32Array.from({ length: count }, (_, at) => 1 / (at + 3)),
  learningRate: Float64Array.from({ length: count }, (_, at) => 0.1 / (at + 7)),
  momentum: Float64Array.from({ length: count }, () => 0.9),
  norms: null,
})

function bundled(trial: Trial, seed: number, epochs: number, changes: Partial<RunRecord> = {}) {
  const rows: EpochRow[] = Array.from({ length: epochs }, (_, epoch) => rowOf(epoch))
  const made = newRun(study, trial, { seed, attempt: 1 }, new Date(0))
  const run: RunRecord = {
    ...made,
    status: 'completed',
    epochsDone: epochs,
    summary: summarise(rows),
    weightsSha256: 'ab'.repeat(32),
    ...changes,
  }
  return { run, rows, steps: stepsOf(epochs * run.stepsPerEpoch) } satisfies BundledRun
}

const machine: BundleMachine = {
  operatingSystem: 'Linux 6',
  processor: 'a processor',
  cores: 2,
  nodeVersion: '22.0.0',
  engine: 'TensorFlow 2.21.0, cpu',
}

const contentsOf = (...runs: BundledRun[]): BundleContents => ({
  appVersion: '0.1.0',
  machine,
  data: { name: 'Fashion-MNIST', sha256: 'cd'.repeat(32) },
  studies: [study],
  runs,
})

const sound = contentsOf(bundled(constant, 1, 2), bundled(decay, 2, 1))

/** The bundle with some of its files replaced, or taken out. */
async function tampered(changes: Readonly<Record<string, string | null>>) {
  const files = unzipSync(await writeBundle(sound))
  for (const [path, change] of Object.entries(changes)) {
    if (change === null) Reflect.deleteProperty(files, path)
    else files[path] = new TextEncoder().encode(change)
  }
  return zipSync(files)
}

describe('a bundle', () => {
  it('gives back every bit of what went in', async () => {
    const { id, ...back } = readBundle(await writeBundle(sound))
    expect(back).toEqual(sound)
    expect(id).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is the same, byte for byte, each time; and another id for another number', async () => {
    const bytes = await writeBundle(sound)
    expect(await writeBundle(sound)).toEqual(bytes)
    const run = sound.runs[0]!
    const other = contentsOf({ ...run, rows: [{ ...run.rows[0]!, loss: 2 }, run.rows[1]!] })
    expect(readBundle(await writeBundle(other)).id).not.toBe(readBundle(bytes).id)
  })

  it('refuses whatever byte is flipped, and says so', async () => {
    const bytes = await writeBundle(sound)
    const everySoMany = 211
    for (let at = 0; at < bytes.length; at += everySoMany) {
      const damaged = Uint8Array.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ 0x10
      let told: unknown = null
      try {
        // A bit that no reader looks at, such as a time, may be another one.
        expect(readBundle(damaged)).toEqual(expect.objectContaining(sound))
      } catch (error) {
        told = error
      }
      if (told !== null)
        expect(told).toMatchObject({ code: 'bad-input', message: /no sound bundle/ })
    }
  })

  it.each([0, 1, 100, 2_000])('refuses one that is cut after %d bytes', async (length) => {
    const cut = (await writeBundle(sound)).subarray(0, length)
    expect(() => readBundle(cut)).toThrow(/cut short, damaged or no zip file/)
  })

  const runPath = `runs/${sound.runs[0]!.run.id}`
  it.each([
    [{ 'bundle.json': null }, /has no bundle.json/],
    [{ 'bundle.json': '{' }, /bundle.json is no JSON/],
    [{ 'bundle.json': '{"kind":"cooldown-bundle","version":2}' }, /format 2; this .* up to 1/],
    [{ 'bundle.json': '{"kind":"other","version":1}' }, /bundle.json: kind/],
    [{ 'more.txt': 'x' }, /more.txt is not in its bundle.json/],
    [{ '../out.txt': 'x' }, /out.txt is not in its bundle.json/],
    [{ [`${runPath}/epochs.json`]: null }, /epochs.json is missing/],
    [{ [`${runPath}/epochs.json`]: '[]' }, /epochs.json has 2 bytes; bundle.json says \d+/],
  ])('refuses %o, naming the file and the rule', async (changes, rule) => {
    const bytes = await tampered(changes)
    expect(() => readBundle(bytes)).toThrow(rule)
  })

  it.each([
    [bundled(constant, 1, 1, { status: 'running' }), /is running; it must have ended/],
    [bundled(constant, 1, 1, { stepsPerEpoch: 7 }), /has 7 steps per epoch; its recipe, \d+/],
    [bundled(constant, 1, 1, { epochsDone: 3 }), /has 1 epochs; the record, 3/],
    [{ ...bundled(constant, 1, 2), rows: [rowOf(0), rowOf(2)] }, /has no epoch 1 in its place/],
    [{ ...bundled(constant, 1, 1), steps: stepsOf(5) }, /has 5 steps; its epochs make \d+/],
    [bundled({ ...constant, id: 'other' as Trial['id'] }, 1, 1), /a trial, other, that no study/],
  ])('refuses a run that does not agree with itself', async (run, rule) => {
    const bytes = await writeBundle(contentsOf(run))
    expect(() => readBundle(bytes)).toThrow(rule)
  })
})

// Of which a bundle takes but these.
const report = {
  operatingSystem: 'Linux 6',
  processor: 'a processor',
  cores: 2,
  nodeVersion: '22.0.0',
  engine: { name: 'TensorFlow 2.21.0', build: 'cpu' },
} as MachineReport

function labWith() {
  const lab = bench(1)
  const services = createBundles({
    ...lab,
    now: () => new Date(0),
    check: () => undefined,
    appVersion: '0.1.0',
    machine: () => Promise.resolve(report),
    data: () => sound.data,
  })
  return { lab, services }
}

describe('adding a bundle', () => {
  it('brings its study and runs under their own ids', async () => {
    const { lab, services } = labWith()
    const { histories, renamed } = await services.add({ bytes: await writeBundle(sound) })
    expect(renamed).toEqual([])
    expect(histories).toEqual([{ study, runs: sound.runs.map(({ run }) => run) }])
    for (const { run, rows, steps } of sound.runs) {
      expect(await lab.folders.readEpochs(run.id)).toEqual(rows)
      expect(await lab.folders.readSteps(run.id)).toEqual(steps)
    }
  })

  it('goes over nothing that is there: a second time it has new ids throughout', async () => {
    const { lab, services } = labWith()
    const fork = bundled(decay, 1, 1, {
      forkedFrom: { runId: sound.runs[0]!.run.id, epochs: 1 },
    })
    const bytes = await writeBundle(contentsOf(...sound.runs, fork))
    const first = await services.add({ bytes })
    const second = await services.add({ bytes })
    expect(second.renamed).toHaveLength(4)
    const ids = [...first.histories, ...second.histories].flatMap(({ runs }) => runs)
    expect(new Set(ids.map(({ id }) => id)).size).toBe(6)
    const copy = second.histories[0]!.runs
    expect(copy[2]!.forkedFrom?.runId).toBe(copy[0]!.id)
    expect(lab.history.study(study.id).runs).toEqual(first.histories[0]!.runs)
  })

  it('leaves nothing when a folder cannot be made, or a record cannot be stored', async () => {
    for (const broken of ['folder', 'record'] as const) {
      const { lab, services } = labWith()
      const { create } = lab.folders
      let made = 0
      if (broken === 'folder') {
        lab.folders.create = async (...given) => {
          if (++made === 2) throw new Error('the disk is full')
          return create(...given)
        }
      } else lab.store.saveRuns = () => Promise.reject(new Error('the disk is full'))
      await expect(services.add({ bytes: await writeBundle(sound) })).rejects.toThrow(
        'the disk is full',
      )
      expect(lab.history.list()).toEqual([])
      expect([...lab.epochs.keys()]).toEqual([])
    }
  })
})

describe('repeating a bundle', () => {
  it('queues one run for each trial and seed, under the same recipe', async () => {
    const { lab, services } = labWith()
    const again = bundled(constant, 1, 1, { attempt: 2, status: 'stopped' })
    const bytes = await writeBundle(contentsOf(...sound.runs, again))
    const { pairs, histories, left, here } = await services.rerun({ bytes })
    expect(here).toEqual({ appVersion: '0.1.0', machine, data: sound.data })
    const runs = histories[0]!.runs
    expect(runs.map(({ trialId, seed }) => [trialId, seed])).toEqual([
      [constant.id, 1],
      [decay.id, 2],
    ])
    expect(pairs.map(({ original }) => original).sort()).toEqual(
      [...sound.runs, again].map(({ run }) => run.id).sort(),
    )
    expect(new Set(pairs.map(({ rerun }) => rerun)).size).toBe(2)
    expect(left).toEqual([])
    expect(histories[0]!.study.trials).toEqual(study.trials)
    await expect.poll(() => lab.trainers.length).toBe(1)
    expect(lab.trainers[0]!.command.recipe).toEqual(constant.recipe)
  })

  it('can be asked for a few, and leaves forks out with the reason', async () => {
    const { services } = labWith()
    const forkedFrom = { runId: sound.runs[0]!.run.id, epochs: 1 }
    const fork = bundled(decay, 1, 1, { forkedFrom })
    const bytes = await writeBundle(contentsOf(fork, ...sound.runs))
    const { pairs, left } = await services.rerun({ bytes, runs: 1 })
    expect(pairs.map(({ original }) => original)).toEqual([sound.runs[0]!.run.id])
    expect(left).toEqual([{ runId: fork.run.id, why: expect.stringContaining('fork') as string }])
    const alone = services.rerun({ bytes: await writeBundle(contentsOf(fork)) })
    await expect(alone).rejects.toThrow(/No run of this bundle can be repeated/)
  })
})

describe('making a bundle', () => {
  it('takes what has begun; what has not ended is told as interrupted', async () => {
    const { lab, services } = labWith()
    await services.add({ bytes: await writeBundle(sound) })
    const [first] = sound.runs
    await lab.history.changeRun(first!.run.id, { status: 'running' })
    const file = await services.make({ studyIds: [study.id], runIds: [] })
    expect(file.fileName).toBe('a-study.cooldown-bundle.zip')
    const { runs, ...made } = readBundle(file.bytes)
    expect(made).toMatchObject({ machine, studies: [study] })
    expect(runs.map(({ run }) => run.status).sort()).toEqual(['completed', 'interrupted'])
    expect(runs.find(({ run }) => run.id === first!.run.id)).toMatchObject({ rows: first!.rows })
    expect((await services.show({ bytes: file.bytes })).runs).toEqual(runs.map(({ run }) => run))
    expect(await services.epochs({ bytes: file.bytes, runIds: [first!.run.id] })).toEqual([
      { runId: first!.run.id, rows: first!.rows },
    ])
  })

  it('refuses an unknown run, and an empty choice', async () => {
    const { services } = labWith()
    await services.add({ bytes: await writeBundle(sound) })
    const unknown = services.make({ studyIds: [], runIds: ['nobody' as RunRecord['id']] })
    await expect(unknown).rejects.toMatchObject({ code: 'not-found' })
    await expect(services.make({ studyIds: [], runIds: [] })).rejects.toMatchObject({
      code: 'bad-input',
      message: /needs a run that has begun/,
    })
  })
})
