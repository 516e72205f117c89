import { join } from 'node:path'
import { LabError } from '../../shared/contract/errors'
import { asRunId, isSafeId, type RunId } from '../../shared/domain/ids'
import type { RecordedSeries, RunFolders, RunOrigin, RunPrefix } from '../services/ports'
import { copyCheckpoint, listCheckpoints, makeCheckpointFolder } from './checkpoint-files'
import {
  folderMode,
  makeFolder,
  nodeDisk,
  removeTree,
  syncFolder,
  unlessMissing,
  writeNewFile,
  type Disk,
} from './disk'
import { appendLog, readLog } from './run-log'
import { decodeOrigin, encodeOrigin, type StoredOrigin } from './run-origin'
import { Serial } from './serial'
import { SeriesFiles, seriesNames } from './series/files'
import { encodeRecorded } from './series/recorded'
import { systemCode } from '../services/file-reasons'
import { storageFailed } from './storage-error'

/** The run folders with what only the rest of the store needs: who is there and where from. */
export interface DiskRunFolders extends RunFolders {
  /** Every run with a folder, in the order of their ids. */
  list(): Promise<readonly RunId[]>
  /** What the run was made from, or why its `recipe.json` cannot be used. */
  readOrigin(runId: RunId): Promise<StoredOrigin | { readonly problem: string }>
  /** Deletes what was left half made or half deleted when a former process ended. */
  sweep(): Promise<void>
}

export interface RunFolderTools {
  readonly disk?: Disk
  readonly now?: () => Date
}

// Not safe ids, so they cannot be taken for a run's folder.
const unfinished = '.new'
const removed = '.removed'

export function createRunFolders(
  dataDir: string,
  { disk = nodeDisk, now = () => new Date() }: RunFolderTools = {},
): DiskRunFolders {
  const root = join(dataDir, 'runs')
  const inOrder = new Serial<RunId>()
  const series = new SeriesFiles(disk)

  const folderOf = (runId: RunId): string => {
    if (isSafeId(runId)) return join(root, runId)
    throw new LabError('bad-input', `"${String(runId)}" is not a run id.`)
  }

  /** Made under another name and moved into place whole: a crash leaves no half folder. */
  async function create(origin: RunOrigin, from?: RunPrefix | RecordedSeries): Promise<void> {
    const folder = folderOf(origin.run.id)
    const draft = folder + unfinished
    let inPlace = false
    try {
      await makeFolder(disk, root)
      await removeTree(disk, draft)
      await disk.mkdir(draft, { mode: folderMode })
      await writeNewFile(disk, join(draft, 'recipe.json'), encodeOrigin(origin))
      await fill(draft, origin, from)
      await syncFolder(disk, draft)
      await disk.rename(draft, folder)
      inPlace = true
      await syncFolder(disk, root)
    } catch (error) {
      // Best effort, the first error counts: what stays is swept, or found without a record.
      await removeTree(disk, inPlace ? folder : draft).catch(() => undefined)
      throw storageFailed('make', folder, error)
    }
  }

  /** What a new run's two files of series begin with. */
  async function firstSeries(
    { run }: RunOrigin,
    from: RunPrefix | RecordedSeries | undefined,
  ): Promise<readonly Buffer[]> {
    if (!from) return []
    return 'rows' in from
      ? encodeRecorded(from, run.stepsPerEpoch)
      : series.firstEpochs(folderOf(from.runId), from.checkpoint.epochs)
  }

  /** Series and checkpoints of a new run: nothing yet, or what it has of another. */
  async function fill(
    draft: string,
    origin: RunOrigin,
    from: RunPrefix | RecordedSeries | undefined,
  ): Promise<void> {
    const first = await firstSeries(origin, from)
    for (const [index, name] of seriesNames.entries()) {
      await writeNewFile(disk, join(draft, name), first[index] ?? Buffer.alloc(0))
    }
    if (from && 'checkpoint' in from) {
      await copyCheckpoint(disk, from.checkpoint, folderOf(from.runId), draft)
    } else await makeCheckpointFolder(disk, draft)
  }

  /** Gone in one step under its name, then deleted; {@link sweep} ends a deletion that broke off. */
  async function remove(runId: RunId): Promise<void> {
    const folder = folderOf(runId)
    series.forget(folder)
    try {
      await removeTree(disk, folder + removed)
      await disk.rename(folder, folder + removed)
      await syncFolder(disk, root)
      await removeTree(disk, folder + removed)
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw storageFailed('delete', folder, error)
    }
  }

  const names = () =>
    unlessMissing<string[]>(disk.readdir(root), []).catch((error: unknown) => {
      throw storageFailed('read', root, error)
    })

  return {
    create: (origin, from) => inOrder.run(origin.run.id, () => create(origin, from)),
    appendEpoch: (runId, row, steps) =>
      inOrder.run(runId, () => series.appendEpoch(folderOf(runId), row, steps)),
    appendSteps: (runId, steps) =>
      inOrder.run(runId, () => series.appendSteps(folderOf(runId), steps)),
    appendLog: (runId, text) =>
      inOrder.run(runId, () => appendLog(disk, folderOf(runId), now(), text)),
    readEpochs: async (runId) => series.readEpochs(folderOf(runId)),
    readSteps: async (runId) => series.readSteps(folderOf(runId)),
    readRateSums: async (runId, epochs) => series.readRateSums(folderOf(runId), epochs),
    readLog: async (runId) => readLog(disk, folderOf(runId)),
    checkpointFolder: async (runId) => makeCheckpointFolder(disk, folderOf(runId)),
    listCheckpoints: async (runId) => listCheckpoints(disk, folderOf(runId)),
    remove: (runId) => inOrder.run(runId, () => remove(runId)),
    list: async () => (await names()).filter(isSafeId).sort().map(asRunId),
    readOrigin: async (runId) => {
      try {
        return decodeOrigin(await disk.readFile(join(folderOf(runId), 'recipe.json'), 'utf8'))
      } catch (error) {
        return { problem: storageFailed('read', 'recipe.json', error).message }
      }
    },
    sweep: async () => {
      const leftovers = (await names()).filter(
        (name) => name.endsWith(unfinished) || name.endsWith(removed),
      )
      for (const name of leftovers) await removeTree(disk, join(root, name))
    },
  }
}
