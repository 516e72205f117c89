import { readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
import ElectronStore from 'electron-store'
import { describe, expect, it, vi } from 'vitest'
import { defaultSettings } from '../../shared/contract/settings'
import type { SavedSchedule } from '../../shared/domain/design'
import { asScheduleId } from '../../shared/domain/ids'
import { createHistoryStore } from './history-store'
import type { OpenStore } from './json-file'
import { openConf } from './open-conf'
import { openElectronStore } from './open-electron-store'
import { createRunFolders } from './run-folders'
import { createScheduleStore } from './schedule-store'
import { createSettingsStore } from './settings-store'
import { systemCode } from '../services/file-reasons'
import { sampleOrigin, sampleRow, sampleRun, sampleSteps, sampleStudy } from './testing/samples'
import { canMount, smallDisk } from './testing/small-disk'

const study = sampleStudy()
const run = sampleRun(study, 'run-1')

// electron-store takes no more of Electron than where the app's data lies, and it is told that here.
vi.mock('electron', () => ({ default: {} }))

const savedSchedules = (count: number): readonly SavedSchedule[] =>
  Array.from({ length: count }, (_, index) => ({
    id: asScheduleId(`schedule-${index}`),
    name: `Schedule ${index}`,
    spec: { kind: 'constant', rate: 0.1 },
    totalEpochs: 100,
    stepsPerEpoch: 250,
    createdAt: study.createdAt,
    changedAt: study.createdAt,
  }))

/** Fills a disk but for some bytes. */
function fillUp(folder: string, leave: number): string {
  const path = join(folder, 'ballast')
  const chunk = Buffer.alloc(4096)
  for (let written = 0; ; written += chunk.length) {
    try {
      writeFileSync(path, chunk, { flag: 'a' })
    } catch (error) {
      if (systemCode(error) !== 'ENOSPC') throw error
      const size = statSync(path).size
      unlinkSync(path)
      writeFileSync(path, Buffer.alloc(Math.max(0, size - leave)))
      return path
    }
  }
}

function open(dataDir: string, openStore: OpenStore = openConf) {
  const folders = createRunFolders(dataDir)
  return { folders, store: createHistoryStore({ dataDir, openStore, folders }) }
}

interface Plain {
  store: Record<string, unknown>
}

/** The engines as they are, and as the store uses them: in the command line, and in the app. */
const engines: readonly (readonly [string, (cwd: string) => Plain, OpenStore])[] = [
  ['conf', (cwd) => new Conf<Record<string, unknown>>({ cwd, configName: 'plain' }), openConf],
  [
    'electron-store',
    (cwd) => new ElectronStore<Record<string, unknown>>({ cwd, name: 'plain' }),
    openElectronStore,
  ],
]

describe.skipIf(!canMount()).each(engines)('%s on a really full disk', (_, engine, openStore) => {
  it('cuts a good file in silence: the reason for all the care', () => {
    const { folder } = smallDisk(600)
    const plain = engine(folder)
    plain.store = { text: 'x'.repeat(100_000) }
    fillUp(folder, 20_000)
    plain.store = { text: 'y'.repeat(100_000) }
    const path = join(folder, 'plain.json')
    expect(statSync(path).size).toBeLessThan(100_000)
    expect(() => void JSON.parse(readFileSync(path, 'utf8'))).toThrow(SyntaxError)
  })

  it.each([0, 4096, 20_000])(
    'is found out by the store, which keeps the good file and says so, with %i bytes left',
    (left) => {
      const { folder } = smallDisk(1024)
      const schedules = createScheduleStore({ dataDir: folder, openStore })
      const few = savedSchedules(10)
      schedules.write(few)
      const ballast = fillUp(folder, left)
      expect(() => schedules.write(savedSchedules(400))).toThrow(/disk is (probably )?full/)
      expect(schedules.read()).toEqual(few)
      unlinkSync(ballast)
      const later = createScheduleStore({ dataDir: folder, openStore })
      expect(later.read()).toEqual(few)
      expect(later.problems()).toEqual([])
      later.write(savedSchedules(400))
      expect(createScheduleStore({ dataDir: folder, openStore }).read()).toHaveLength(400)
    },
  )

  it('keeps the former settings', () => {
    const { folder } = smallDisk(64)
    const settings = createSettingsStore({ dataDir: folder, openStore })
    const former = { ...defaultSettings, theme: 'dark', parallelRuns: 3 } as const
    settings.write(former)
    fillUp(folder, 0)
    expect(() => settings.write({ ...defaultSettings, theme: 'light' })).toThrow(/disk is/)
    expect(settings.read()).toEqual(former)
    expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toEqual(former)
  })

  it('never costs the history what it had', async () => {
    const { folder } = smallDisk(1024)
    const { store } = open(folder, openStore)
    await store.load()
    await store.saveStudy(study)
    const runs = Array.from({ length: 60 }, (_unused, index) => sampleRun(study, `run-${index}`))
    await store.saveRuns(runs)
    const ballast = fillUp(folder, 16_384)
    const changed = runs.map((one) => ({ ...one, outcome: 'A longer text. '.repeat(20) }))
    await expect(store.saveRuns(changed)).rejects.toMatchObject({ code: 'storage-failed' })
    unlinkSync(ballast)
    const later = open(folder, openStore)
    expect((await later.store.load())[0]?.runs).toEqual(runs)
    expect(later.store.problems()).toEqual([])
  })
})

describe.skipIf(!canMount())('a really full disk', () => {
  it.each([0, 4096, 8192, 16_384, 32_768, 65_536])(
    'never costs the history what it had, with %i bytes left',
    async (left) => {
      const { folder } = smallDisk(1024)
      const { store } = open(folder)
      await store.load()
      await store.saveStudy(study)
      const runs = Array.from({ length: 60 }, (_, index) => sampleRun(study, `run-${index}`))
      await store.saveRuns(runs)
      const ballast = fillUp(folder, left)
      const changed = runs.map((one) => ({ ...one, outcome: 'A longer text. '.repeat(20) }))
      const failure: unknown = await store.saveRuns(changed).then(
        () => null,
        (error: unknown) => error,
      )
      const later = open(folder)
      const expected = failure === null ? changed : runs
      if (failure !== null) expect(failure).toMatchObject({ code: 'storage-failed' })
      unlinkSync(ballast)
      expect((await later.store.load())[0]?.runs).toEqual(expected)
      expect(later.store.problems()).toEqual([])
    },
  )

  it('stops an append with the reason, and goes on where it was when there is room', async () => {
    const { folder } = smallDisk(256)
    const { folders } = open(folder)
    await folders.create(sampleOrigin(study, run))
    const ballast = fillUp(folder, 0)
    let epoch = 0
    let failure: unknown = null
    while (failure === null) {
      const steps = sampleSteps(epoch, 300)
      await folders.appendEpoch(run.id, sampleRow(epoch), steps).then(
        () => epoch++,
        (error: unknown) => (failure = error),
      )
    }
    expect(failure).toMatchObject({ code: 'storage-failed', message: /the disk is full/ })
    expect(await folders.readEpochs(run.id)).toHaveLength(epoch)
    unlinkSync(ballast)
    await folders.appendEpoch(run.id, sampleRow(epoch), sampleSteps(epoch, 300))
    expect(await open(folder).folders.readEpochs(run.id)).toHaveLength(epoch + 1)
    expect((await folders.readSteps(run.id)).loss).toHaveLength((epoch + 1) * 300)
  })
})

describe.skipIf(!canMount())('a read-only disk', () => {
  it('is named as the reason, and what is on it can still be read', async () => {
    const disk = smallDisk(512)
    const { store, folders } = open(disk.folder)
    await store.load()
    await store.saveStudy(study)
    await folders.create(sampleOrigin(study, run))
    await store.saveRuns([run])
    await folders.appendEpoch(run.id, sampleRow(0), sampleSteps(0))
    disk.makeReadOnly()
    const readOnly = { code: 'storage-failed', message: /the folder is read-only/ }
    await expect(folders.appendEpoch(run.id, sampleRow(1), sampleSteps(1))).rejects.toMatchObject(
      readOnly,
    )
    await expect(store.saveRuns([run])).rejects.toMatchObject(readOnly)
    await expect(folders.remove(run.id)).rejects.toMatchObject(readOnly)
    expect(await folders.readEpochs(run.id)).toEqual([sampleRow(0)])
  })
})
