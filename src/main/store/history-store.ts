import { LabError } from '../../shared/contract/errors'
import type { StudyId } from '../../shared/domain/ids'
import type { RunRecord } from '../../shared/domain/run'
import type { StudyHistory } from '../../shared/domain/study'
import type { DamageReport, HistoryStore } from '../services/ports'
import type { OpenStore } from './json-file'
import { findLostRuns } from './lost-runs'
import { PendingRemovals } from './pending-removals'
import { rebuildStudy, withFoundRuns } from './rebuild'
import type { DiskRunFolders } from './run-folders'
import { storageFailed } from './storage-error'
import { StudyFiles } from './study-files'
import { makeFolderSync, nodeSyncDisk, sweepDrafts, type SyncDisk } from './sync-disk'

export type { OpenStore }

export interface HistoryStoreParts {
  readonly dataDir: string
  readonly openStore: OpenStore
  readonly folders: DiskRunFolders
  /** Looks only: repairs nothing and refuses to save, for another process may be the writer. */
  readonly readOnly?: boolean | undefined
  readonly disk?: SyncDisk
}

const withRuns = ({ study, runs }: StudyHistory, changed: readonly RunRecord[]): StudyHistory => {
  const byId = new Map([...runs, ...changed].map((run) => [run.id, run]))
  return { study, runs: [...byId.values()] }
}

const byAge = (a: StudyHistory, b: StudyHistory) =>
  a.study.createdAt.localeCompare(b.study.createdAt)

/**
 * Studies with their runs' records, a small guarded file each. Loading repairs what a former
 * process left: what was removed, damaged files, runs that have a folder but no record.
 */
export function createHistoryStore({
  dataDir,
  openStore,
  folders,
  readOnly = false,
  disk = nodeSyncDisk,
}: HistoryStoreParts): HistoryStore & DamageReport {
  const files = new StudyFiles(dataDir, openStore, disk)
  const histories = new Map<StudyId, StudyHistory>()
  const removals = new PendingRemovals({
    dataDir,
    files,
    histories,
    removeFolder: (runId) => folders.remove(runId),
    disk,
  })
  let problems: string[] = []

  async function tidyUp(): Promise<void> {
    try {
      makeFolderSync(disk, files.folder)
      sweepDrafts(disk, files.folder)
      await folders.sweep()
      await removals.finishHalfDone()
    } catch (error) {
      throw storageFailed('open', files.folder, error)
    }
  }

  /** Runs without a record come back into their study, or bring it back. */
  async function bringBackLostRuns(): Promise<void> {
    const known = [...histories.values()].flatMap(({ runs }) => runs.map((run) => run.id))
    const lost = await findLostRuns(folders, new Set([...known, ...removals.runs]))
    problems.push(...lost.problems)
    for (const [studyId, runs] of lost.byStudy) {
      if (files.mustStay(studyId)) continue
      const history = histories.get(studyId)
      const whole = history ? withFoundRuns(history, runs) : rebuildStudy(runs)
      histories.set(studyId, whole)
      problems.push(
        `${runs.length} run(s) of the study "${whole.study.name}" had no record; ` +
          'it was made anew from their folders.',
      )
      try {
        files.write(whole)
      } catch (error) {
        problems.push(storageFailed('write', files.pathOf(studyId), error).message)
      }
    }
  }

  /** Blocking work as a promise: what it throws becomes a rejection. */
  const changing = (act: () => void) =>
    new Promise<void>((resolve) => {
      if (readOnly) throw new LabError('wrong-state', 'The history was opened for looking only.')
      act()
      resolve()
    })

  return {
    problems: () => problems,
    async load() {
      if (readOnly) return [...removals.peek(files.peekAll())].sort(byAge)
      await tidyUp()
      const read = files.readAll()
      problems = [...read.problems]
      for (const history of read.histories) histories.set(history.study.id, history)
      problems.push(...(await removals.endFormer()))
      await bringBackLostRuns()
      return [...removals.visible([...histories.values()])].sort(byAge)
    },
    saveStudy: (study) =>
      changing(() => {
        const history = { study, runs: histories.get(study.id)?.runs ?? [] }
        files.write(history)
        histories.set(study.id, history)
      }),
    saveRuns: (runs) =>
      changing(() => {
        for (const studyId of new Set(runs.map((run) => run.studyId))) {
          const former = histories.get(studyId)
          if (!former) throw new LabError('not-found', `There is no study "${studyId}" to save in.`)
          // Kept even if the write fails: the next one that succeeds has these records too.
          const history = withRuns(
            former,
            runs.filter((run) => run.studyId === studyId),
          )
          histories.set(studyId, history)
          files.write(history)
        }
      }),
    saveRemoved: (removed) => changing(() => removals.replace(removed)),
    purge: () => removals.purge(),
  }
}
