import { lockDataDir } from '../data-dir-lock'
import { createHistoryStore } from '../history-store'
import type { OpenStore } from '../json-file'
import { createImportStore } from '../import-store'
import { RemovedList, runsIn } from '../removed-list'
import { createRunFolders } from '../run-folders'
import { nodeSyncDisk } from '../sync-disk'
import { mendDocuments } from './documents'
import { findLeftovers, mendOthers } from './others'
import { mendRuns } from './mend-runs'
import { mendStudyCopies } from './studies'

/**
 * Opens a data folder as the lab does, which repairs most of it, and then mends what the lab would only
 * do without. Nothing damaged is thrown away. What was done, a sentence each.
 */
export async function repairDataDir(
  dataDir: string,
  openStore: OpenStore,
): Promise<readonly string[]> {
  const lock = await lockDataDir(dataDir)
  try {
    const swept = findLeftovers(dataDir).map(
      ({ file, problem, remedy }) => `${file}: ${problem}; ${remedy}.`,
    )
    const folders = createRunFolders(dataDir)
    const history = createHistoryStore({ dataDir, openStore, folders })
    const documents = mendDocuments({ dataDir, openStore })
    // Before the history is loaded, which may delete or write over what is damaged here.
    const others = [...mendOthers(dataDir), ...mendStudyCopies(dataDir, openStore)]
    const removed = [...runsIn(new RemovedList(dataDir, nodeSyncDisk).read().things)]
    const histories = await history.load()
    const imports = createImportStore({ dataDir })
    const runs = await mendRuns({ dataDir, folders, history }, histories)
    return [
      ...swept,
      ...documents,
      ...removed.map((id) => `The run ${id}, which was removed before, was deleted for good.`),
      ...history.problems(),
      ...others,
      ...imports.problems(),
      ...runs,
    ]
  } finally {
    await lock.release()
  }
}
