import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { defaultSettings } from '../../shared/contract/settings'
import { firstWindowState } from '../../shared/contract/window-state'
import { asRunId, asStudyId } from '../../shared/domain/ids'
import { checkDataDir } from './check'
import { createHistoryStore } from './history-store'
import { createImportStore } from './import-store'
import { openConf } from './open-conf'
import { createRunFolders } from './run-folders'
import { createScheduleStore } from './schedule-store'
import { createSeriesPacks } from './series-packs'
import { createSettingsStore } from './settings-store'
import { createSpeedStore } from './speed-store'
import { temporaryFolder } from './testing/folder'
import { sampleRow, sampleSteps, sampleStudy } from './testing/samples'
import { createViewStore } from './view-store'
import { createWindowStore } from './window-store'

const fixtures = resolve(import.meta.dirname, '../../../fixtures/store')
const formats = readdirSync(fixtures).filter((name) => name.startsWith('format-'))

function copyOf(format: string): string {
  const dataDir = temporaryFolder()
  cpSync(join(fixtures, format), dataDir, { recursive: true })
  return dataDir
}

function open(dataDir: string) {
  const place = { dataDir, openStore: openConf }
  const folders = createRunFolders(dataDir)
  return {
    folders,
    history: createHistoryStore({ ...place, folders }),
    settings: createSettingsStore(place),
    window: createWindowStore(place),
    schedules: createScheduleStore(place),
    views: createViewStore(place),
    speeds: createSpeedStore(place),
    imports: createImportStore({ dataDir }),
    packs: createSeriesPacks({ dataDir }),
  }
}

describe.each(formats)('a data folder of %s', (format) => {
  it('opens with everything in it', async () => {
    const dataDir = copyOf(format)
    const stores = open(dataDir)
    const [history] = await stores.history.load()
    expect(history?.study).toEqual(sampleStudy('study-1'))
    expect(history?.runs.map(({ id, epochsDone }) => [id, epochsDone])).toEqual([
      ['run-1', 2],
      ['run-2', 1],
    ])
    const runId = asRunId('run-1')
    expect(await stores.folders.readEpochs(runId)).toEqual([sampleRow(0), sampleRow(1)])
    expect([...(await stores.folders.readSteps(runId)).loss]).toEqual([
      ...sampleSteps(0).loss,
      ...sampleSteps(1).loss,
    ])
    expect(await stores.folders.listCheckpoints(runId)).toHaveLength(2)
    expect(await stores.folders.readLog(runId)).toHaveLength(1)
    expect(stores.settings.read()).toEqual({ ...defaultSettings, theme: 'dark', parallelRuns: 3 })
    expect(stores.window.read()).toEqual({ ...firstWindowState, x: -10, y: 20 })
    expect(stores.schedules.read().map(({ id }) => id)).toEqual(['a'])
    expect(stores.views.read().map(({ id }) => id)).toEqual(['a'])
    expect(stores.speeds.read('this machine')).toHaveLength(1)
    expect(stores.imports.list().map(({ id, points }) => [id, points])).toEqual([['a', 3]])
    expect(await stores.imports.rows('a')).toHaveLength(3)
    expect((await stores.packs.read(asStudyId('study-1'))).size).toBe(2)
  })

  it('is sound to the last checksum, checkpoints too', async () => {
    expect(await checkDataDir(copyOf(format), openConf)).toEqual({
      ...{ studies: 1, runs: 2, epochs: 3, holder: null, findings: [] },
    })
  })

  it('is written on', async () => {
    const dataDir = copyOf(format)
    const { folders, history } = open(dataDir)
    await history.load()
    await history.saveStudy({ ...sampleStudy('study-1'), name: 'Later' })
    await folders.appendEpoch(asRunId('run-1'), sampleRow(2), sampleSteps(2))
    const later = open(dataDir)
    expect((await later.history.load())[0]?.study.name).toBe('Later')
    expect(await later.folders.readEpochs(asRunId('run-1'))).toHaveLength(3)
  })
})

/** Files that are refused whole; series and checkpoints go with the study and run that they are of. */
const versioned = [
  ...['settings.json', 'window.json', 'schedules.json', 'views.json', 'machine.json'],
  ...['studies/study-1.json', 'imports/a.jsonl', 'runs/run-1/recipe.json'],
]

test.each(versioned)('%s of a newer Cooldown is told, and left byte for byte', async (file) => {
  const dataDir = copyOf('format-1')
  const path = join(dataDir, file)
  const text = readFileSync(path, 'utf8')
  const newer = /"version":\s*1/.test(text)
    ? text.replace(/"version":(\s*)1/, '"version":$12')
    : text.replace('{', '{"version":2,')
  writeFileSync(path, newer)
  const stores = open(dataDir)
  await stores.history.load()
  const { history, settings, window, schedules, views, speeds, imports } = stores
  const told = [history, settings, window, schedules, views, speeds, imports].flatMap((store) =>
    store.problems(),
  )
  const found = (await checkDataDir(dataDir, openConf)).findings
  // Recipes are read when a study has to be made anew, and by a check.
  expect([...told, ...found.map(({ problem }) => problem)].join()).toMatch(/newer Cooldown/)
  expect(readFileSync(path, 'utf8')).toBe(newer)
  for (const write of [
    () => settings.write(defaultSettings),
    () => window.write(firstWindowState),
    () => schedules.write([]),
    () => views.write([]),
    () => speeds.write('this machine', []),
    () => history.saveStudy(sampleStudy('study-1')),
    () => imports.rename('a', 'Other'),
  ]) {
    await Promise.resolve()
      .then(write)
      .catch(() => undefined)
  }
  expect(readFileSync(path, 'utf8')).toBe(newer)
  expect(existsSync(`${path}.bad-1`)).toBe(false)
})

test('every file but the series of a run and its log says its version, or has the first', () => {
  const folder = join(fixtures, 'format-1')
  const sealed = ['schedules.json', 'views.json', 'studies/study-1.json', 'runs/run-1/recipe.json']
  for (const file of sealed) {
    expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).toMatchObject({ version: 1 })
  }
  for (const line of readFileSync(join(folder, 'imports/a.jsonl'), 'utf8').trim().split('\n')) {
    expect(JSON.parse(line)).toMatchObject({ version: 1 })
  }
  const steps = readFileSync(join(folder, 'runs/run-1/series.steps'))
  expect(steps.readUInt16LE(4)).toBe(2)
  const checkpoint = readFileSync(join(folder, 'runs/run-1/checkpoints/000002.ckpt'))
  expect(checkpoint.readUInt32LE(8)).toBe(1)
})
