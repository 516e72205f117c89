import { join } from 'node:path'
import type { RunRecord } from '../../../shared/domain/run'
import { summarise, type EpochRow } from '../../../shared/domain/series'
import type { Study, StudyHistory } from '../../../shared/domain/study'
import type { HistoryStore, RunOrigin } from '../../services/ports'
import { nodeDisk, syncFolder, unlessMissing, writeNewFile } from '../disk'
import type { DiskRunFolders } from '../run-folders'
import { encodeOrigin } from '../run-origin'
import { SeriesFiles } from '../series/files'
import { nodeSyncDisk, setAside } from '../sync-disk'
import { mendRun } from './run-folder'
import { disagrees } from './runs'

export interface MendedParts {
  readonly dataDir: string
  readonly folders: DiskRunFolders
  readonly history: HistoryStore
}

/** Mends the folders of all runs, and makes their records agree; what was done, a sentence each. */
export async function mendRuns(
  { dataDir, folders, history }: MendedParts,
  histories: readonly StudyHistory[],
): Promise<readonly string[]> {
  const series = new SeriesFiles(nodeDisk)
  const done: string[] = []
  for (const { study, runs } of histories) {
    const changed: RunRecord[] = []
    for (const run of runs) {
      const folder = join(dataDir, 'runs', run.id)
      done.push(...(await mendOrigin(folders, folder, study, run)))
      done.push(...(await mendRun(nodeDisk, series, folder)))
      const rows = await folders.readEpochs(run.id)
      if (!disagrees(run, rows.length)) continue
      // The record is all that is left of what is lost, so it is not lost too.
      await folders.appendLog(run.id, `repaired; the record was ${JSON.stringify(run)}`)
      changed.push(agreeing(run, rows))
      done.push(`The record of ${run.id} tells ${rows.length} epochs now, not ${run.epochsDone}.`)
    }
    await history.saveRuns(changed)
  }
  return done
}

/** A folder or recipe that is gone or damaged is made anew: the study knows what it was. */
async function mendOrigin(
  folders: DiskRunFolders,
  folder: string,
  study: Study,
  run: RunRecord,
): Promise<readonly string[]> {
  const trial = study.trials.find(({ id }) => id === run.trialId)
  if (!trial) return []
  const origin: RunOrigin = { run, study, trial }
  if (!(await unlessMissing(nodeDisk.lstat(folder), null))) {
    await folders.create(origin)
    return [`${folder} was gone; it was made anew, without epochs.`]
  }
  const found = await folders.readOrigin(run.id)
  if (!('problem' in found) || found.problem.includes('newer')) return []
  const path = join(folder, 'recipe.json')
  const kept = nodeSyncDisk.existsSync(path)
    ? ` It is kept as ${setAside(nodeSyncDisk, path)}.`
    : ''
  await writeNewFile(nodeDisk, path, encodeOrigin(origin))
  await syncFolder(nodeDisk, folder)
  return [`${path} was made anew from the study.${kept}`]
}

/** The record as its folder tells it. */
function agreeing(run: RunRecord, rows: readonly EpochRow[]): RunRecord {
  const isCut = run.status === 'completed' && rows.length < run.epochsDone
  return {
    ...run,
    ...(isCut && {
      status: 'interrupted',
      outcome: `Of its ${run.epochsDone} epochs, ${rows.length} could be read at a repair.`,
    }),
    epochsDone: rows.length,
    seconds: rows.reduce((sum, { seconds }) => sum + seconds, 0),
    summary: summarise(rows),
  }
}
