import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { firstCompareView } from '../../shared/domain/compare/compare-view'
import type { RunRecord } from '../../shared/domain/run'
import { createHistoryStore } from '../store/history-store'
import { openConf } from '../store/open-conf'
import { createRunFolders } from '../store/run-folders'
import {
  sampleOrigin,
  sampleRow,
  sampleRun,
  sampleSteps,
  sampleStudy,
} from '../store/testing/samples'
import { createViewStore } from '../store/view-store'
import { runHere } from './testing/run-here'

let dataDir: string
let files: string

/** A study of two ended runs; the second is the better one. */
async function fill(): Promise<void> {
  const folders = createRunFolders(dataDir)
  const store = createHistoryStore({ dataDir, openStore: openConf, folders })
  const study = { ...sampleStudy(), name: 'Study' }
  await store.load()
  await store.saveStudy(study)
  for (const [seed, id] of ['run-1', 'run-2'].entries()) {
    const run = sampleRun(study, id, { status: 'completed', seed: seed + 1, epochsDone: 1 })
    await folders.create(sampleOrigin(study, run))
    const row = { ...sampleRow(0), valLoss: 1 - seed / 2 }
    await folders.appendEpoch(run.id, row, sampleSteps(0))
    await store.saveRuns([run])
  }
}

beforeEach(async () => {
  // The build says where programs lie; none is started here.
  vi.stubGlobal('__PROGRAMS__', '.')
  dataDir = await mkdtemp(join(tmpdir(), 'cooldown-keeping-'))
  files = await mkdtemp(join(tmpdir(), 'cooldown-files-'))
  vi.stubEnv('INIT_CWD', files)
  await fill()
})
afterEach(async () => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  for (const folder of [dataDir, files]) await rm(folder, { recursive: true, force: true })
})

/** Runs a command on the history in this process. */
const cooldown = (...args: readonly string[]) => runHere(...args, '--data-dir', dataDir)

const jsonLines = (text: string) =>
  text
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('runs list --where', () => {
  const ids = async (where: string) => {
    const { out } = await cooldown('runs', 'list', '--json', '--where', where)
    return (jsonLines(out) as unknown as RunRecord[]).map(({ id }) => id)
  }

  test('lists what the expression holds for, by its epochs too', async () => {
    expect(await ids('seed == 2')).toEqual(['run-2'])
    expect(await ids('valLoss@1 < 0.75')).toEqual(['run-2'])
    expect(await ids('seed < 3')).toEqual(['run-1', 'run-2'])
  })

  test('says where nothing matches, and where the expression goes wrong', async () => {
    expect((await cooldown('runs', 'list', '--where', 'seed == 9')).out).toBe(
      'No run matches: seed == 9\n',
    )
    const wrong = await cooldown('runs', 'list', '--where', 'seed == 1 and sed > 2')
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('\n  seed == 1 and sed > 2\n                ^\n')
  })
})

describe('runs mark', () => {
  test('notes something on the runs named, which the list then tells', async () => {
    const marked = await cooldown(
      ...['runs', 'mark', 'run-1', '--tag', 'good,seen', '--note', 'look', '--name', 'Mine'],
    )
    expect(marked).toEqual({ out: 'run-1  "Mine"  #good  #seen  note: look\n', err: '', code: 0 })
    expect((await cooldown('runs', 'list')).out).toContain('  run-1  "Mine"  #good  #seen')
  })

  test('by an expression; what --no says is taken away', async () => {
    await cooldown('runs', 'mark', 'run-1', 'run-2', '--name', 'Mine', '--colour', '3', '--archive')
    const { out } = await cooldown(
      ...[
        'runs',
        'mark',
        '--where',
        'seed == 2',
        '--no-name',
        '--no-colour',
        '--no-archive',
        '--json',
      ],
    )
    expect(jsonLines(out)).toEqual([
      { event: 'marked', run: 'run-2', marks: { tags: [], note: '' } },
    ])
  })

  test.each<[string, string[], string]>([
    ['nothing to note', ['run-1'], 'must change something'],
    ['no run', ['--note', 'x'], 'Name the runs to mark, or say --where; one of both.'],
    ['an unknown run', ['gone', '--note', 'x'], 'There is no run "gone".'],
    ['a long tag', ['run-1', '--tag', 'x'.repeat(41)], 'addTags.0: '],
  ])('%s is refused', async (_, args, message) => {
    const { code, err } = await cooldown('runs', 'mark', ...args)
    expect(err).toContain(message)
    expect(code).toBe(2)
  })
})

describe('imports', () => {
  test('are added, listed and removed', async () => {
    await writeFile(join(files, 'one.csv'), 'epoch,loss\n0,1\n1,0.5\n')
    const added = jsonLines(
      (await cooldown('imports', 'add', 'one.csv', '--tags', 'a', '--json')).out,
    )
    expect(added).toMatchObject([
      { event: 'imported', name: 'one', points: 2, metrics: ['loss'], tags: ['a'] },
    ])
    const id = String(added[0]?.['id'])
    expect((await cooldown('imports', 'list')).out).toBe(
      `${id}  one  (one.csv)  2 points: loss  #a\n`,
    )
    expect((await cooldown('imports', 'remove', id)).out).toBe(`Removed ${id}.\n`)
    expect((await cooldown('imports', 'list')).out).toMatch(/^No imported curves yet/)
    expect(await readdir(join(dataDir, 'imports'))).toEqual([])
  })

  test('of a folder are its files that look like curves, named from its name on', async () => {
    await mkdir(join(files, 'mine/train'), { recursive: true })
    await writeFile(join(files, 'mine/train/one.csv'), 'epoch,loss\n0,1\n')
    await writeFile(join(files, 'mine/notes.txt'), 'no curves')
    const [added] = jsonLines((await cooldown('imports', 'add', 'mine', '--json')).out)
    expect(added).toMatchObject({ name: 'one', source: join('mine', 'train', 'one.csv') })
    expect((await cooldown('imports', 'add', 'mine/notes.txt')).code).toBe(2)
    await rm(join(files, 'mine/train'), { recursive: true })
    expect((await cooldown('imports', 'add', 'mine')).err).toContain(
      'There are no event files, CSV or JSON files in mine.',
    )
  })

  test('that cannot be read are refused by file, line and rule', async () => {
    await writeFile(join(files, 'bad.csv'), 'epoch,loss\n0,high\n')
    const { code, err } = await cooldown('imports', 'add', 'bad.csv')
    expect(err).toBe('cooldown: bad.csv, line 2: "loss" must be a number; it is "high".\n')
    expect(code).toBe(2)
    expect((await cooldown('imports', 'add', 'gone.csv')).err).toContain(
      'Cannot read gone.csv: it is not there.',
    )
  })
})

test('views list tells what was saved', async () => {
  expect((await cooldown('views', 'list')).out).toMatch(/^No saved views yet/)
  const view = {
    id: 'v-1',
    name: 'Mine',
    savedAt: '2026-11-24T10:00:00.000Z',
    view: firstCompareView,
  }
  createViewStore({ dataDir, openStore: openConf }).write([view])
  expect((await cooldown('views', 'list')).out).toBe(
    'v-1  Mine  2026-11-24T10:00:00.000Z\n  all studies; valLoss, valAccuracy, learningRate over epoch\n',
  )
  expect(jsonLines((await cooldown('views', 'list', '--json')).out)).toEqual([view])
})
