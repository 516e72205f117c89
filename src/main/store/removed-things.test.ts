import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asRunId } from '../../shared/domain/ids'
import { createHistoryStore } from './history-store'
import { openConf } from './open-conf'
import { createRunFolders } from './run-folders'
import { nodeSyncDisk } from './sync-disk'
import { dyingDisk } from './testing/dying-disk'
import { temporaryFolder } from './testing/folder'
import { sampleOrigin, sampleRow, sampleRun, sampleSteps, sampleStudy } from './testing/samples'

const kept = sampleStudy('kept', '2026-01-01T00:00:00.000Z')
const gone = sampleStudy('gone', '2026-02-01T00:00:00.000Z')
const [a, b, c] = [asRunId('run-a'), asRunId('run-b'), asRunId('run-c')]

function open(dataDir: string, readOnly = false, dying = dyingDisk()) {
  const folders = createRunFolders(dataDir, { disk: dying.disk })
  const parts = { dataDir, openStore: openConf, folders, readOnly, disk: dying.syncDisk }
  return { folders, dying, store: createHistoryStore(parts) }
}

/** Two studies: one with the runs a and b, one with c. */
async function filled(): Promise<string> {
  const dataDir = temporaryFolder()
  const { folders, store } = open(dataDir)
  await store.load()
  for (const [study, runIds] of [
    [kept, [a, b]],
    [gone, [c]],
  ] as const) {
    await store.saveStudy(study)
    for (const runId of runIds) {
      const run = sampleRun(study, runId, { status: 'completed', epochsDone: 1 })
      await folders.create(sampleOrigin(study, run))
      await folders.appendEpoch(runId, sampleRow(0), sampleSteps(0))
      await store.saveRuns([run])
    }
  }
  return dataDir
}

const seen = async (store: ReturnType<typeof open>['store']) =>
  (await store.load()).map(({ study, runs }) => [study.id, ...runs.map(({ id }) => id)])

const all = [
  ['kept', a, b],
  ['gone', c],
]
const left = [['kept', b]]
const removed = { studyIds: [gone.id], runIds: [a] }

describe('what was removed', () => {
  it('is on the disk, whole, until it is deleted for good', async () => {
    const dataDir = await filled()
    const { store, folders } = open(dataDir)
    await store.load()
    await store.saveRemoved(removed)
    expect(await folders.list()).toEqual([a, b, c])
    await store.saveRemoved({ studyIds: [], runIds: [] })
    expect(existsSync(join(dataDir, 'removed.json'))).toBe(false)
    expect(await seen(open(dataDir).store)).toEqual(all)
  })

  it('goes when the lab closes', async () => {
    const dataDir = await filled()
    const { store, folders } = open(dataDir)
    await store.load()
    for (const id of ['kept', 'gone']) writeFileSync(join(dataDir, 'studies', `${id}.epochs`), 'x')
    await store.saveRemoved(removed)
    await store.purge()
    expect(await folders.list()).toEqual([b])
    expect(readdirSync(dataDir).sort()).toEqual(['runs', 'studies'])
    expect(readdirSync(join(dataDir, 'studies')).sort()).toEqual(['kept.json', 'kept.json.good'])
    expect(await seen(open(dataDir).store)).toEqual(left)
  })

  it('goes when the lab is opened next', async () => {
    const dataDir = await filled()
    const first = open(dataDir)
    await first.store.load()
    await first.store.saveRemoved(removed)
    const { store, folders } = open(dataDir)
    expect(await seen(store)).toEqual(left)
    expect(store.problems()).toEqual([])
    expect(await folders.list()).toEqual([b])
  })

  it('is out of sight, and untouched, for whoever only looks', async () => {
    const dataDir = await filled()
    const first = open(dataDir)
    await first.store.load()
    await first.store.saveRemoved(removed)
    expect(await seen(open(dataDir, true).store)).toEqual(left)
    expect(await first.folders.list()).toEqual([a, b, c])
  })

  it('is kept in the study file with every change of the others', async () => {
    const dataDir = await filled()
    const { store } = open(dataDir)
    await store.load()
    await store.saveRemoved(removed)
    await store.saveStudy({ ...kept, name: 'Renamed' })
    await store.saveRemoved({ studyIds: [], runIds: [] })
    expect(await seen(open(dataDir).store)).toEqual(all)
  })

  it.each([
    ['empty', ''],
    ['cut', '{"version":1,"crc":"0'],
    ['of a newer Cooldown', '{"version":2,"crc":"0","body":{}}'],
    ['changed', null],
  ])('comes back where its list is %s: rather too much than too little', async (_, text) => {
    const dataDir = await filled()
    const first = open(dataDir)
    await first.store.load()
    await first.store.saveRemoved(removed)
    const path = join(dataDir, 'removed.json')
    writeFileSync(path, text ?? readFileSync(path, 'utf8').replace('run-a', 'run-b'))
    expect(await seen(open(dataDir).store)).toEqual(all)
  })

  it('is kept as evidence, and told, where its list is damaged', async () => {
    const dataDir = await filled()
    const path = join(dataDir, 'removed.json')
    writeFileSync(path, '{"version":1')
    const { store } = open(dataDir)
    expect(await seen(store)).toEqual(all)
    expect(store.problems()).toEqual([expect.stringContaining(`${path}.bad-1`)])
    expect(readFileSync(`${path}.bad-1`, 'utf8')).toBe('{"version":1')
    expect(existsSync(path)).toBe(false)
  })

  it('stays named by a list of a newer Cooldown, byte for byte', async () => {
    const dataDir = await filled()
    const path = join(dataDir, 'removed.json')
    const newer = '{"version":2,"crc":"0","body":{}}'
    writeFileSync(path, newer)
    const { store } = open(dataDir)
    await store.load()
    expect(store.problems()).toEqual([expect.stringContaining('newer Cooldown')])
    await expect(store.saveRemoved(removed)).rejects.toMatchObject({ code: 'storage-failed' })
    await store.purge()
    expect(readFileSync(path, 'utf8')).toBe(newer)
  })

  it('is named still where its list cannot be read now', async () => {
    const dataDir = await filled()
    const first = open(dataDir)
    await first.store.load()
    await first.store.saveRemoved(removed)
    const path = join(dataDir, 'removed.json')
    const dying = dyingDisk()
    const syncDisk = {
      ...nodeSyncDisk,
      readFileSync: ((target: string, options: 'utf8') => {
        if (target === path) throw Object.assign(new Error('injected'), { code: 'EIO' })
        return nodeSyncDisk.readFileSync(target, options)
      }) as typeof nodeSyncDisk.readFileSync,
    }
    const { store } = open(dataDir, false, { ...dying, syncDisk })
    await store.load()
    expect(store.problems()).toEqual([expect.stringContaining(`Cannot read ${path}`)])
    await expect(store.saveRemoved(removed)).rejects.toMatchObject({ code: 'storage-failed' })
    expect(await seen(open(dataDir).store)).toEqual(left)
  })

  it('keeps its folder while the study that it may be in cannot be read', async () => {
    const dataDir = await filled()
    const first = open(dataDir)
    await first.store.load()
    await first.store.saveRemoved({ studyIds: [], runIds: [c] })
    const path = join(dataDir, 'studies/gone.json')
    const sound = readFileSync(path, 'utf8')
    writeFileSync(path, sound.replace('"version": 1', '"version": 2'))
    expect(await seen(open(dataDir).store)).toEqual([['kept', a, b]])
    expect(existsSync(join(dataDir, 'runs/run-c'))).toBe(true)
    writeFileSync(path, sound)
    const later = open(dataDir)
    expect(await seen(later.store)).toEqual([['kept', a, b], ['gone']])
    expect(await later.folders.list()).toEqual([a, b])
  })

  it('names the file that could not be written when it was to be deleted', async () => {
    const dying = dyingDisk()
    const syncDisk = { ...nodeSyncDisk, writeSync: () => 0 }
    const dataDir = await filled()
    const { store } = open(dataDir, false, { ...dying, syncDisk })
    await store.load()
    await expect(store.saveRemoved(removed)).rejects.toMatchObject({ code: 'storage-failed' })
    const first = open(dataDir)
    await first.store.load()
    await first.store.saveRemoved(removed)
    const later = open(dataDir, false, { ...dying, syncDisk })
    await later.store.load()
    expect(later.store.problems()).toEqual([
      expect.stringMatching(/^Cannot delete what was removed \(.*studies.*\): the disk is full\.$/),
    ])
  })

  it('stays out of sight where it cannot be deleted, and is told', async () => {
    const dataDir = await filled()
    const first = open(dataDir)
    await first.store.load()
    await first.store.saveRemoved(removed)
    const { store, folders } = open(dataDir)
    const remove = folders.remove
    folders.remove = async () => {
      throw new Error('busy')
    }
    expect(await seen(store)).toEqual(left)
    expect(store.problems()).toEqual(['Cannot delete what was removed: busy.'])
    // What is removed next does not bring it back.
    await store.saveRemoved({ studyIds: [], runIds: [b] })
    folders.remove = remove
    expect(await seen(open(dataDir).store)).toEqual([['kept']])
  })
})

describe('a process that is killed', () => {
  async function callsOf(act: (lab: ReturnType<typeof open>) => Promise<void>) {
    const lab = open(await filled())
    await lab.store.load()
    const before = lab.dying.calls()
    await act(lab)
    return lab.dying.calls() - before
  }

  it('while it removes leaves all or nothing removed', async () => {
    const template = await filled()
    const calls = await callsOf(({ store }) => store.saveRemoved(removed))
    for (let call = 0; call <= calls; call++) {
      const dataDir = temporaryFolder()
      cpSync(template, dataDir, { recursive: true })
      const { store, dying } = open(dataDir)
      await store.load()
      dying.dieAfter(call)
      await store.saveRemoved(removed).catch(() => undefined)
      const found = await seen(open(dataDir).store)
      expect([all, left]).toContainEqual(found)
    }
  })

  it('while it deletes leaves the rest to the next start, whenever it is', async () => {
    const template = await filled()
    const calls = await callsOf(async ({ store }) => {
      await store.saveRemoved(removed)
      await store.purge()
    })
    expect(calls).toBeGreaterThan(60)
    for (let call = 0; call <= calls; call++) {
      const dataDir = temporaryFolder()
      cpSync(template, dataDir, { recursive: true })
      const { store, dying } = open(dataDir)
      await store.load()
      await store.saveRemoved(removed)
      dying.dieAfter(call)
      await store.purge().catch(() => undefined)
      const later = open(dataDir)
      expect(await seen(later.store)).toEqual(left)
      expect(await later.folders.list()).toEqual([b])
      expect(readdirSync(dataDir).sort()).toEqual(['runs', 'studies'])
    }
  })
})

it('a list that cannot be read is reported, and keeps nobody from the rest', async () => {
  const dataDir = await filled()
  mkdirSync(join(dataDir, 'removed.json'))
  const { store } = open(dataDir)
  expect(await seen(store)).toEqual(all)
  expect(store.problems()).toEqual([
    `Cannot read ${join(dataDir, 'removed.json')}: it is a folder, not a file.`,
  ])
  await expect(open(dataDir, true).store.load()).rejects.toMatchObject({ code: 'storage-failed' })
})
