import fs from 'node:fs'
import { join } from 'node:path'
import { toColumns } from '../../src/shared/domain/epoch-columns'
import { writeExportFiles } from '../../src/main/services/exports/write-files'
import { lockDataDir } from '../../src/main/store/data-dir-lock'
import { writeCheckpoint } from '../disk/checkpoints'
import {
  curvesOf,
  rowsOf,
  sampleOrigin,
  sampleRow,
  sampleRun,
  sampleSteps,
  sampleStudy,
  schedulesOf,
  settingsWith,
  viewsOf,
} from '../disk/samples'
import { openStores, type Stores } from '../disk/stores'
import { doomed, kept, runA, runB, runC } from './base-folder'

/** One thing that is stored, and that a fault can meet. */
export interface Operation {
  readonly name: string
  /** What has to be there before; done on a healthy disk. */
  readonly prepare?: (stores: Stores, outFolder: string) => Promise<void> | void
  /** What the stores that act have done before, on a healthy disk too. */
  readonly begin?: (stores: Stores) => Promise<void>
  readonly act: (stores: Stores, outFolder: string) => unknown
  /** Tells no fault, for what it stores can be made anew from the rest. */
  readonly isCache?: true
  /** The stores opened before are of no use afterwards. */
  readonly opens?: true
}

const newRun = sampleRun(kept, 'run-new')
const longer = { ...runA, outcome: 'A longer text. '.repeat(2_000) }
const removal = { studyIds: [doomed.id], runIds: [runA.id] }

const exported = (text: string) =>
  ['epochs.csv', 'report.html'].map((fileName) => ({
    fileName,
    bytes: Buffer.from(`${fileName}: ${text}`.repeat(500)),
  }))

/** Damages and half-done work of all kinds, for the next opening to see to. */
async function leaveMess({ dataDir, folders, history }: Stores): Promise<void> {
  await folders.appendSteps(runB.id, sampleSteps(2, 2))
  await history.saveRemoved({ studyIds: [], runIds: [runC.id] })
  const put = (path: string, text: string) => fs.writeFileSync(join(dataDir, path), text)
  put('settings.json', '{"theme"')
  put('studies/doomed.json', '')
  put('studies/kept.json.tmp-1764000000abc123', 'half')
  fs.unlinkSync(join(dataDir, 'views.json'))
  fs.mkdirSync(join(dataDir, 'runs/run-x.new'))
  fs.appendFileSync(join(dataDir, 'runs/run-a/series.epochs'), 'torn')
}

async function openAll({ dataDir }: Stores): Promise<void> {
  const stores = openStores(dataDir)
  await stores.history.load()
  // The first append after an opening cuts what is torn.
  await stores.folders.appendEpoch(runA.id, sampleRow(3), sampleSteps(3))
}

export const operations: readonly Operation[] = [
  { name: 'make a study', act: ({ history }) => history.saveStudy(sampleStudy('third')) },
  {
    name: 'make a run',
    act: ({ folders }) => folders.create(sampleOrigin(kept, newRun)),
  },
  {
    name: 'fork a run',
    act: async ({ folders }) => {
      const [checkpoint] = await folders.listCheckpoints(runA.id)
      if (!checkpoint) throw new Error('no checkpoint to fork from')
      await folders.create(sampleOrigin(kept, newRun), { runId: runA.id, checkpoint })
    },
  },
  {
    name: 'add a run of a bundle',
    act: async ({ folders }) => {
      const steps = await folders.readSteps(runB.id)
      await folders.create(sampleOrigin(kept, newRun), { rows: rowsOf(2), steps })
    },
  },
  {
    name: 'append an epoch',
    act: ({ folders }) => folders.appendEpoch(runA.id, sampleRow(3), sampleSteps(3)),
  },
  {
    name: 'append to a torn series',
    prepare: ({ dataDir }) =>
      fs.appendFileSync(join(dataDir, 'runs/run-a/series.steps'), 'torn by a loss of power'),
    act: ({ dataDir }) =>
      openStores(dataDir).folders.appendEpoch(runA.id, sampleRow(3), sampleSteps(3)),
  },
  {
    name: 'append steps that broke off',
    act: ({ folders }) => folders.appendSteps(runA.id, sampleSteps(3, 2)),
  },
  { name: 'log', act: ({ folders }) => folders.appendLog(runA.id, 'one line') },
  { name: 'save records', act: ({ history }) => history.saveRuns([longer, runB]) },
  {
    name: 'rename a study',
    act: ({ history }) => history.saveStudy({ ...kept, name: 'Renamed' }),
  },
  {
    name: 'save settings',
    act: ({ settings }) => settings.write(settingsWith({ theme: 'light', parallelRuns: 3 })),
  },
  { name: 'save schedules', act: ({ schedules }) => schedules.write(schedulesOf('a', 'b')) },
  { name: 'save views', act: ({ views }) => views.write(viewsOf('b')) },
  {
    name: 'save what was measured',
    act: ({ speeds }) => speeds.write('this machine', []),
  },
  { name: 'import curves', act: ({ imports }) => imports.save(curvesOf('b', 300)) },
  { name: 'rename imported curves', act: ({ imports }) => imports.rename('a', 'Other') },
  { name: 'remove imported curves', act: ({ imports }) => imports.remove('a') },
  { name: 'remove a study and a run', act: ({ history }) => history.saveRemoved(removal) },
  {
    name: 'bring back a part of what was removed',
    act: ({ history }) => history.saveRemoved({ studyIds: [doomed.id], runIds: [] }),
    begin: ({ history }) => history.saveRemoved(removal),
  },
  {
    name: 'bring back all that was removed',
    begin: ({ history }) => history.saveRemoved(removal),
    act: ({ history }) => history.saveRemoved({ studyIds: [], runIds: [] }),
  },
  {
    name: 'delete what was removed',
    begin: ({ history }) => history.saveRemoved(removal),
    act: ({ history }) => history.purge(),
  },
  {
    name: 'pack series',
    isCache: true,
    act: ({ packs }) => packs.write(doomed.id, new Map([[runC.id, toColumns(rowsOf(1))]])),
  },
  {
    name: 'write a checkpoint',
    act: async ({ folders }) => writeCheckpoint(await folders.checkpointFolder(runA.id), 4, [2]),
  },
  {
    name: 'export files',
    prepare: (_, out) => writeExportFiles(out, exported('old')),
    act: (_, out) => writeExportFiles(out, exported('new')),
  },
  { name: 'take the lock', act: ({ dataDir }) => lockDataDir(dataDir) },
  { name: 'open after a crash', opens: true, prepare: leaveMess, act: openAll },
]
