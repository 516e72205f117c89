import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asRunId } from '../../shared/domain/ids'
import { summarise } from '../../shared/domain/series'
import type { Study } from '../../shared/domain/study'
import { createHistoryStore } from './history-store'
import { openConf } from './open-conf'
import { createRunFolders } from './run-folders'
import { cuttingStore } from './testing/cutting-store'
import { temporaryFolder } from './testing/folder'
import { sampleOrigin, sampleRow, sampleRun, sampleSteps, sampleStudy } from './testing/samples'

function open(dataDir: string, openStore = openConf, readOnly = false) {
  const folders = createRunFolders(dataDir)
  return { folders, store: createHistoryStore({ dataDir, openStore, folders, readOnly }) }
}

/** A study with one run of two epochs, as the lab makes them. */
async function fill(dataDir: string, study: Study, runId: string) {
  const { folders, store } = open(dataDir)
  await store.load()
  const run = sampleRun(study, runId)
  await store.saveStudy(study)
  await folders.create(sampleOrigin(study, run))
  await store.saveRuns([run])
  for (const epoch of [0, 1])
    await folders.appendEpoch(run.id, sampleRow(epoch), sampleSteps(epoch))
  const stopped = { ...run, status: 'stopped' as const, epochsDone: 2, outcome: 'Stopped by hand.' }
  await store.saveRuns([stopped])
  return stopped
}

const studyFile = (dataDir: string, study: Study) => join(dataDir, 'studies', `${study.id}.json`)

describe('the history on disk', () => {
  it('comes back after a restart, oldest study first', async () => {
    const dataDir = temporaryFolder()
    const older = sampleStudy('b-older', '2026-01-01T00:00:00.000Z')
    const newer = sampleStudy('a-newer', '2026-02-01T00:00:00.000Z')
    const runs = [await fill(dataDir, newer, 'run-2'), await fill(dataDir, older, 'run-1')]
    const { store } = open(dataDir)
    expect(await store.load()).toEqual([
      { study: older, runs: [runs[1]] },
      { study: newer, runs: [runs[0]] },
    ])
    expect(store.problems()).toEqual([])
  })

  it('replaces records in their place and refuses those of an unknown study', async () => {
    const dataDir = temporaryFolder()
    const study = sampleStudy()
    const { store } = open(dataDir)
    await store.load()
    await store.saveStudy(study)
    const [a, b] = [sampleRun(study, 'run-a'), sampleRun(study, 'run-b')]
    await store.saveRuns([a, b])
    await store.saveRuns([{ ...a, status: 'running' }])
    await store.saveStudy({ ...study, name: 'Renamed' })
    const [loaded] = await open(dataDir, openConf, true).store.load()
    expect(loaded?.study.name).toBe('Renamed')
    expect(loaded?.runs).toEqual([{ ...a, status: 'running' }, b])
    const stranger = sampleRun(sampleStudy('other'), 'run-c')
    await expect(store.saveRuns([stranger])).rejects.toMatchObject({ code: 'not-found' })
  })

  it('refuses study ids that are paths', async () => {
    const { store } = open(temporaryFolder())
    await store.load()
    await expect(store.saveStudy(sampleStudy('../x'))).rejects.toMatchObject({ code: 'bad-input' })
  })

  it('sweeps what killed writers left behind', async () => {
    const dataDir = temporaryFolder()
    mkdirSync(join(dataDir, 'studies'))
    for (const name of ['a.json.tmp-1764000000abc123', 'a.json.good.tmp']) {
      writeFileSync(join(dataDir, 'studies', name), 'half')
    }
    await open(dataDir).store.load()
    expect(readdirSync(join(dataDir, 'studies'))).toEqual([])
  })

  it('changes nothing when it only looks', async () => {
    const dataDir = temporaryFolder()
    const study = sampleStudy()
    const run = await fill(dataDir, study, 'run-1')
    const path = studyFile(dataDir, study)
    writeFileSync(path, '{')
    mkdirSync(join(dataDir, 'runs/run-2.new'))
    const before = readdirSync(join(dataDir, 'studies'))
    const { store } = open(dataDir, openConf, true)
    expect(await store.load()).toEqual([{ study, runs: [run] }])
    await expect(store.saveStudy(study)).rejects.toMatchObject({ code: 'wrong-state' })
    expect(readdirSync(join(dataDir, 'studies'))).toEqual(before)
    expect(readdirSync(join(dataDir, 'runs'))).toEqual(['run-1', 'run-2.new'])
    expect(readFileSync(path, 'utf8')).toBe('{')
  })
})

describe('a damaged study file', () => {
  const damages: readonly (readonly [string, (sound: Buffer) => Buffer])[] = [
    ['empty', () => Buffer.alloc(0)],
    ['cut', (sound) => sound.subarray(0, sound.length / 2)],
    ['zeroed', (sound) => Buffer.alloc(sound.length)],
    ['null', () => Buffer.from('null')],
    ['a list', () => Buffer.from('[]')],
    ['changed in one digit', (sound) => Buffer.from(sound.toString().replace('100', '101'))],
  ]

  it.each(damages)('%s: the last good copy comes back, the rest is kept', async (_, damage) => {
    const dataDir = temporaryFolder()
    const [study, other] = [sampleStudy('damaged'), sampleStudy('sound')]
    const runs = [await fill(dataDir, study, 'run-1'), await fill(dataDir, other, 'run-2')]
    const path = studyFile(dataDir, study)
    const damaged = damage(readFileSync(path))
    writeFileSync(path, damaged)
    const { store } = open(dataDir)
    expect(await store.load()).toEqual([
      { study, runs: [runs[0]] },
      { study: other, runs: [runs[1]] },
    ])
    expect(store.problems()).toEqual([expect.stringContaining(`${path}.bad-1`)])
    expect(readFileSync(`${path}.bad-1`)).toEqual(damaged)
    const again = open(dataDir)
    expect(await again.store.load()).toHaveLength(2)
    expect(again.store.problems()).toEqual([])
  })

  it('is made anew from the run folders when its copy is damaged too', async () => {
    const dataDir = temporaryFolder()
    const study = sampleStudy()
    const run = await fill(dataDir, study, 'run-1')
    const path = studyFile(dataDir, study)
    for (const file of [path, `${path}.good`]) writeFileSync(file, '{"version":1')
    const { store } = open(dataDir)
    const rebuilt = {
      ...sampleRun(study, 'run-1'),
      status: 'interrupted',
      outcome: expect.stringContaining('lost') as string,
      epochsDone: 2,
      seconds: 2 * sampleRow(0).seconds,
      summary: summarise([sampleRow(0), sampleRow(1)]),
    }
    const trials = study.trials.filter(({ id }) => id === run.trialId)
    expect(await store.load()).toEqual([{ study: { ...study, trials }, runs: [rebuilt] }])
    expect(readdirSync(join(dataDir, 'studies')).sort()).toEqual([
      `${study.id}.json`,
      `${study.id}.json.bad-1`,
      `${study.id}.json.good`,
      `${study.id}.json.good.bad-1`,
    ])
    expect(store.problems()).toHaveLength(2)
    // The repaired file is as good as any.
    const again = open(dataDir)
    expect((await again.store.load())[0]?.runs).toEqual([rebuilt])
    expect(again.store.problems()).toEqual([])
  })

  it('comes back from the run folders when the whole folder of studies is gone', async () => {
    const dataDir = temporaryFolder()
    const study = sampleStudy()
    await fill(dataDir, study, 'run-1')
    rmSync(join(dataDir, 'studies'), { recursive: true })
    const [loaded] = await open(dataDir).store.load()
    expect(loaded?.runs.map(({ id, epochsDone }) => [id, epochsDone])).toEqual([['run-1', 2]])
  })

  it('may be a folder: set aside like any other damage', async () => {
    const dataDir = temporaryFolder()
    const study = sampleStudy()
    const run = await fill(dataDir, study, 'run-1')
    rmSync(studyFile(dataDir, study))
    mkdirSync(studyFile(dataDir, study))
    expect(await open(dataDir).store.load()).toEqual([{ study, runs: [run] }])
  })

  it('may be another study under this name', async () => {
    const dataDir = temporaryFolder()
    const [study, other] = [sampleStudy('one'), sampleStudy('two')]
    const runs = [await fill(dataDir, study, 'run-1'), await fill(dataDir, other, 'run-2')]
    copyFileSync(studyFile(dataDir, other), studyFile(dataDir, study))
    expect(await open(dataDir).store.load()).toEqual([
      { study, runs: [runs[0]] },
      { study: other, runs: [runs[1]] },
    ])
  })

  it('reports a recipe that cannot be read and goes on with the others', async () => {
    const dataDir = temporaryFolder()
    const study = sampleStudy()
    await fill(dataDir, study, 'run-1')
    rmSync(join(dataDir, 'studies'), { recursive: true })
    mkdirSync(join(dataDir, 'runs/run-0'))
    writeFileSync(join(dataDir, 'runs/run-0/recipe.json'), '')
    const { store } = open(dataDir)
    expect(await store.load()).toHaveLength(1)
    expect(store.problems()).toContainEqual(expect.stringMatching(/run-0 .*it is empty/))
  })
})

describe('a study written by a newer Cooldown', () => {
  it('is reported, hidden and left byte for byte, with its runs', async () => {
    const dataDir = temporaryFolder()
    const study = sampleStudy()
    await fill(dataDir, study, 'run-1')
    const path = studyFile(dataDir, study)
    const newer = readFileSync(path, 'utf8').replace('"version": 1', '"version": 2')
    writeFileSync(path, newer)
    const { store, folders } = open(dataDir)
    expect(await store.load()).toEqual([])
    expect(store.problems()).toEqual([expect.stringContaining('newer Cooldown')])
    await expect(store.saveStudy(study)).rejects.toMatchObject({ code: 'storage-failed' })
    expect(readFileSync(path, 'utf8')).toBe(newer)
    expect(await folders.list()).toEqual([asRunId('run-1')])
  })
})

describe('a disk that loses bytes in silence', () => {
  it.each([0, 1, 100, 1000])(
    'with room for %i bytes: an error, and the old file stays',
    async (room) => {
      const dataDir = temporaryFolder()
      const study = sampleStudy()
      const run = await fill(dataDir, study, 'run-1')
      const cutting = cuttingStore(openConf)
      const { store } = open(dataDir, cutting.openStore)
      await store.load()
      const before = readFileSync(studyFile(dataDir, study), 'utf8')
      cutting.room = room
      const failed = store.saveRuns([{ ...run, status: 'failed' }])
      await expect(failed).rejects.toMatchObject({ code: 'storage-failed', message: /disk is/ })
      expect(readFileSync(studyFile(dataDir, study), 'utf8')).toBe(before)
      expect(await open(dataDir, openConf, true).store.load()).toEqual([{ study, runs: [run] }])

      // With room again, what could not be written then is written now.
      cutting.room = Infinity
      await store.saveStudy({ ...study, name: 'later' })
      const [later] = await open(dataDir, openConf, true).store.load()
      expect(later?.runs[0]?.status).toBe('failed')
    },
  )

  it('leaves nothing of a study that could not be made', async () => {
    const dataDir = temporaryFolder()
    const cutting = cuttingStore(openConf)
    const { store } = open(dataDir, cutting.openStore)
    await store.load()
    cutting.room = 100
    await expect(store.saveStudy(sampleStudy())).rejects.toMatchObject({ code: 'storage-failed' })
    expect(readdirSync(join(dataDir, 'studies'))).toEqual([])
  })
})
