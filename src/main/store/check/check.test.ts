import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../shared/contract/settings'
import { summarise } from '../../../shared/domain/series'
import { lockDataDir } from '../data-dir-lock'
import { createHistoryStore } from '../history-store'
import { createImportStore } from '../import-store'
import { openConf } from '../open-conf'
import { createRunFolders } from '../run-folders'
import { createSettingsStore } from '../settings-store'
import { temporaryFolder } from '../testing/folder'
import { sampleOrigin, sampleRow, sampleRun, sampleSteps, sampleStudy } from '../testing/samples'
import { checkDataDir } from './index'
import { repairDataDir } from './repair'

const study = sampleStudy()
let dataDir: string

const check = () => checkDataDir(dataDir, openConf)
const repair = () => repairDataDir(dataDir, openConf)
const open = () => {
  const folders = createRunFolders(dataDir)
  return { folders, store: createHistoryStore({ dataDir, openStore: openConf, folders }) }
}
const inRun = (name: string) => join(dataDir, 'runs/run-1', name)

/** One study with an ended run of three epochs; settings, an import. */
beforeEach(async () => {
  dataDir = temporaryFolder()
  const { folders, store } = open()
  await store.load()
  await store.saveStudy(study)
  const rows = [0, 1, 2].map(sampleRow)
  const run = sampleRun(study, 'run-1', {
    status: 'completed',
    totalEpochs: 3,
    epochsDone: 3,
    seconds: 0.9,
    summary: summarise(rows),
  })
  await folders.create(sampleOrigin(study, run))
  for (const row of rows) await folders.appendEpoch(run.id, row, sampleSteps(row.epoch))
  await store.saveRuns([run])
  createSettingsStore({ dataDir, openStore: openConf }).write(defaultSettings)
  const about = { name: 'a', source: 'a.csv', importedAt: '2026-11-24T10:00:00.000Z', tags: [] }
  await createImportStore({ dataDir }).save({ id: 'a', ...about, rows: [{ epoch: 0, loss: 1 }] })
})

it('finds nothing in a sound folder, nor in one that is not there', async () => {
  expect(await check()).toEqual({ studies: 1, runs: 1, epochs: 3, holder: null, findings: [] })
  expect(await repair()).toEqual([])
  const nowhere = join(dataDir, 'nowhere')
  expect((await checkDataDir(nowhere, openConf)).findings).toEqual([])
})

it('tells who has the folder open, and is refused its repair', async () => {
  const lock = await lockDataDir(dataDir)
  expect((await check()).holder).toContain(`process ${process.pid}`)
  await expect(repair()).rejects.toMatchObject({ code: 'directory-in-use' })
  await lock.release()
})

describe.each<[string, () => void, string, string]>([
  [
    'damaged settings',
    () => writeFileSync(join(dataDir, 'settings.json'), '{'),
    'settings.json',
    'settings.json.bad-1',
  ],
  [
    'a damaged copy',
    () => writeFileSync(join(dataDir, 'studies/article-1.json.good'), '{'),
    'studies/article-1.json.good',
    'studies/article-1.json.good.bad-1',
  ],
  [
    'a damaged study',
    () => {
      for (const name of ['article-1.json', 'article-1.json.good']) {
        writeFileSync(join(dataDir, 'studies', name), '{')
      }
    },
    'studies/article-1.json',
    'studies/article-1.json.bad-1',
  ],
  [
    'a torn series',
    () => appendFileSync(inRun('series.epochs'), 'torn'),
    'runs/run-1/series.epochs',
    'runs/run-1/series.epochs.torn-1',
  ],
  [
    'steps that are gone',
    () => truncateSync(inRun('series.steps'), 0),
    'runs/run-1/series.steps',
    'runs/run-1/series.steps.torn-1',
  ],
  [
    'a damaged recipe',
    () => writeFileSync(inRun('recipe.json'), ''),
    'runs/run-1/recipe.json',
    'runs/run-1/recipe.json.bad-1',
  ],
  [
    'a damaged checkpoint',
    () => writeFileSync(inRun('checkpoints/000001.ckpt'), 'CLDNCKPT'),
    'runs/run-1/checkpoints/000001.ckpt',
    'runs/run-1/checkpoints/000001.ckpt.bad-1',
  ],
  [
    'damaged curves',
    () => writeFileSync(join(dataDir, 'imports/a.jsonl'), 'x'),
    'imports/a.jsonl',
    'imports/a.jsonl.bad-1',
  ],
  [
    'a damaged list of what was removed',
    () => writeFileSync(join(dataDir, 'removed.json'), '{}'),
    'removed.json',
    'removed.json.bad-1',
  ],
])('%s', (_, damage, file, evidence) => {
  it('is found, mended, and kept as evidence', async () => {
    damage()
    const before = readFileSync(join(dataDir, file))
    expect((await check()).findings.map((finding) => finding.file)).toContain(join(dataDir, file))
    expect(readFileSync(join(dataDir, file))).toEqual(before)
    expect((await repair()).length).toBeGreaterThan(0)
    expect((await check()).findings).toEqual([])
    expect(readFileSync(join(dataDir, evidence)).length).toBeLessThanOrEqual(before.length)
    expect(await repair()).toEqual([])
  })
})

it('deletes what was never finished, and packs that are damaged', async () => {
  mkdirSync(join(dataDir, 'runs/run-2.new'))
  const leftovers = ['views.json.tmp', 'studies/x.json.tmp-1764000000abc123', 'studies/x.epochs']
  for (const name of leftovers) writeFileSync(join(dataDir, name), 'half')
  writeFileSync(inRun('checkpoints/000002.ckpt.tmp'), 'half')
  expect((await check()).findings).toHaveLength(5)
  await repair()
  expect((await check()).findings).toEqual([])
  expect(readdirSync(inRun('checkpoints'))).toEqual([])
})

it('makes records agree with what can be read, and logs what they were', async () => {
  const whole = readFileSync(inRun('series.epochs'))
  writeFileSync(inRun('series.epochs'), whole.subarray(0, whole.length - 3))
  await repair()
  const { store, folders } = open()
  const [history] = await store.load()
  const [run] = history?.runs ?? []
  expect(run).toMatchObject({
    status: 'interrupted',
    epochsDone: 2,
    summary: summarise([sampleRow(0), sampleRow(1)]),
    outcome: 'Of its 3 epochs, 2 could be read at a repair.',
  })
  expect((await folders.readLog(run!.id)).join()).toContain('"epochsDone":3')
})

it('deletes what was removed before, as any opening does, and says so', async () => {
  const { store } = open()
  await store.load()
  const runIds = [sampleRun(study, 'run-1').id]
  await store.saveRemoved({ studyIds: [], runIds })
  expect((await check()).findings).toEqual([])
  expect(await repair()).toEqual(['The run run-1, which was removed before, was deleted for good.'])
  expect(await check()).toMatchObject({ studies: 1, runs: 0, findings: [] })
})

it('brings back runs without a record, and folders that are gone', async () => {
  rmSync(join(dataDir, 'studies'), { recursive: true })
  expect((await check()).findings).toMatchObject([{ problem: 'no study has it' }])
  await repair()
  expect((await check()).findings).toEqual([])
  rmSync(join(dataDir, 'runs/run-1'), { recursive: true })
  expect((await check()).findings).toMatchObject([{ problem: 'its folder is gone' }])
  await repair()
  expect(await check()).toMatchObject({ runs: 1, epochs: 0, findings: [] })
})

it('leaves what a newer Cooldown wrote, and tells so', async () => {
  const path = join(dataDir, 'studies/article-1.json')
  const newer = readFileSync(path, 'utf8').replace('"version": 1', '"version": 2')
  writeFileSync(path, newer)
  await repair()
  expect((await check()).findings).toHaveLength(1)
  writeFileSync(inRun('recipe.json'), readFileSync(inRun('recipe.json'), 'utf8').replace('1', '2'))
  await repair()
  expect(readFileSync(path, 'utf8')).toBe(newer)
  const { findings } = await check()
  expect(findings.map(({ remedy }) => remedy)).toEqual(findings.map(() => 'it is left as it is'))
  expect(findings.length).toBeGreaterThan(1)
})
