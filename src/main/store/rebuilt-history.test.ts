import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asRunId, asStudyId } from '../../shared/domain/ids'
import { createHistoryStore } from './history-store'
import { openConf } from './open-conf'
import { createRunFolders } from './run-folders'
import { decodeOrigin, encodeOrigin } from './run-origin'
import { seal } from './sealed'
import { decodeStudy, encodeStudy } from './study-file'
import { temporaryFolder } from './testing/folder'
import { sampleOrigin, sampleRow, sampleRun, sampleSteps, sampleStudy } from './testing/samples'

function open(dataDir: string, readOnly = false) {
  const folders = createRunFolders(dataDir)
  return { folders, store: createHistoryStore({ dataDir, openStore: openConf, folders, readOnly }) }
}

const study = sampleStudy()

/** Run folders with these epochs each, and no study file. */
async function foldersOf(...runs: { id: string; epochs: number; createdAt: string }[]) {
  const dataDir = temporaryFolder()
  const folders = createRunFolders(dataDir)
  for (const { id, epochs, createdAt } of runs) {
    const run = sampleRun(study, id, { totalEpochs: 2, createdAt })
    await folders.create(sampleOrigin(study, run))
    for (let epoch = 0; epoch < epochs; epoch++) {
      await folders.appendEpoch(run.id, sampleRow(epoch), sampleSteps(epoch))
    }
  }
  return dataDir
}

describe('runs that have a folder and no record', () => {
  it('count as completed when every epoch is there, and come back oldest first', async () => {
    const dataDir = await foldersOf(
      { id: 'run-a', epochs: 1, createdAt: '2026-11-24T12:00:00.000Z' },
      { id: 'run-b', epochs: 2, createdAt: '2026-11-24T11:00:00.000Z' },
      { id: 'run-c', epochs: 0, createdAt: '2026-11-24T11:00:00.000Z' },
    )
    const { store } = open(dataDir)
    const [history] = await store.load()
    const told = history?.runs.map(({ id, status, outcome }) => [id, status, outcome !== null])
    expect(told).toEqual([
      ['run-b', 'completed', false],
      ['run-c', 'interrupted', true],
      ['run-a', 'interrupted', true],
    ])
  })

  it('stay out when the folder holds the recipe of another run, and that is told', async () => {
    const at = '2026-11-24T11:00:00.000Z'
    const dataDir = await foldersOf({ id: 'run-a', epochs: 1, createdAt: at })
    renameSync(join(dataDir, 'runs/run-a'), join(dataDir, 'runs/run-z'))
    const { store } = open(dataDir)
    expect(await store.load()).toEqual([])
    expect(store.problems()).toEqual([
      'The run run-z cannot be brought back: its recipe.json: it belongs to another run.',
    ])
  })
})

describe('a recipe.json', () => {
  const origin = sampleOrigin(study, sampleRun(study, 'run-1'))

  it('of a newer Cooldown is not read', () => {
    const newer = encodeOrigin(origin).toString().replace('"version": 1', '"version": 2')
    expect(decodeOrigin(newer)).toEqual({ problem: 'it was written by a newer Cooldown' })
  })

  it('that is sound but lacks something names the field', () => {
    const { run, trial } = origin
    const text = JSON.stringify(seal(1, { run, trial, study: { ...study, trialIds: 7 } }))
    expect(decodeOrigin(text)).toMatchObject({ problem: /study\.trialIds/ })
  })
})

describe('a study file', () => {
  const run = sampleRun(study, 'run-1')

  it('that is sound but no study names the field', () => {
    const text = JSON.stringify(seal(1, { study: { ...study, seeds: [-1] }, runs: [run] }))
    expect(decodeStudy(study.id, text)).toMatchObject({ kind: 'damaged', why: /seeds/ })
  })

  it('holds no run of another study', () => {
    const stranger = { ...run, studyId: asStudyId('other') }
    const text = JSON.stringify(encodeStudy({ study, runs: [run, stranger] }))
    expect(decodeStudy(study.id, text)).toEqual({
      kind: 'damaged',
      why: 'it belongs to another study',
    })
  })

  it('that is damaged, with its copy, hides no other from one who only looks', async () => {
    const dataDir = temporaryFolder()
    const { store } = open(dataDir)
    await store.load()
    await store.saveStudy(sampleStudy('damaged'))
    await store.saveStudy(sampleStudy('sound'))
    for (const name of ['damaged.json', 'damaged.json.good']) {
      writeFileSync(join(dataDir, 'studies', name), '{')
    }
    const seen = await open(dataDir, true).store.load()
    expect(seen.map((history) => history.study.id)).toEqual(['sound'])
    expect(readFileSync(join(dataDir, 'studies/damaged.json'), 'utf8')).toBe('{')
  })
})

it('a data folder without any study is an empty history, to one who only looks too', async () => {
  expect(await open(temporaryFolder(), true).store.load()).toEqual([])
})

it('a study that is removed and was never saved takes nothing else with it', async () => {
  const dataDir = temporaryFolder()
  const { store } = open(dataDir)
  await store.load()
  await store.saveStudy(study)
  await store.saveRemoved({ studyIds: [asStudyId('never-saved')], runIds: [] })
  await store.purge()
  const [left, ...others] = await open(dataDir).store.load()
  expect(left?.study.id).toBe(study.id)
  expect(others).toEqual([])
})

describe('a run folder', () => {
  it('of a run that was recorded elsewhere has its epochs and steps, and can be extended', async () => {
    const folders = createRunFolders(temporaryFolder())
    const run = sampleRun(study, 'run-1')
    const { loss, learningRate } = sampleSteps(0)
    await folders.create(sampleOrigin(study, run), {
      rows: [sampleRow(0)],
      steps: {
        loss: Float32Array.from(loss),
        learningRate: Float64Array.from(learningRate),
        momentum: null,
        norms: null,
      },
    })
    await folders.appendEpoch(run.id, sampleRow(1), sampleSteps(1))
    expect(await folders.readEpochs(run.id)).toEqual([sampleRow(0), sampleRow(1)])
    expect([...(await folders.readSteps(run.id)).loss]).toEqual([...loss, ...sampleSteps(1).loss])
  })

  it('logs under the time of the moment', async () => {
    const dataDir = temporaryFolder()
    const folders = createRunFolders(dataDir)
    const id = asRunId('run-1')
    await folders.create(sampleOrigin(study, sampleRun(study, id)))
    const earliest = Date.now()
    await folders.appendLog(id, 'began')
    const [line = ''] = await folders.readLog(id)
    const [stamp = '', word] = line.split(' ')
    expect(word).toBe('began')
    expect(Date.parse(stamp)).toBeGreaterThanOrEqual(earliest)
    expect(Date.parse(stamp)).toBeLessThanOrEqual(Date.now())
    rmSync(join(dataDir, 'runs/run-1/log.txt'))
    mkdirSync(join(dataDir, 'runs/run-1/log.txt'))
    await expect(folders.readLog(id)).rejects.toMatchObject({ code: 'storage-failed' })
  })
})
