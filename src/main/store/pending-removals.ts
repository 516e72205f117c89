import type { RunId, StudyId } from '../../shared/domain/ids'
import type { StudyHistory } from '../../shared/domain/study'
import type { Removed } from '../services/ports'
import { packPathOf, Removals } from './removals'
import {
  bothRemoved,
  nothingRemoved,
  RemovedList,
  runsIn,
  type RemovedThings,
} from './removed-list'
import { storageFailed } from './storage-error'
import type { StudyFiles } from './study-files'
import { removeFile, type SyncDisk } from './sync-disk'

/** The same history without some of its runs; itself when it has none of them. */
function withoutRuns(history: StudyHistory, gone: ReadonlySet<RunId>): StudyHistory {
  const runs = history.runs.filter(({ id }) => !gone.has(id))
  return runs.length === history.runs.length ? history : { study: history.study, runs }
}

/** What is left to be seen. */
function withoutRemoved(
  histories: readonly StudyHistory[],
  removed: RemovedThings,
): readonly StudyHistory[] {
  const studies = new Set(removed.studies.map(({ id }) => id))
  const gone = runsIn(removed)
  return histories
    .filter(({ study }) => !studies.has(study.id))
    .map((history) => withoutRuns(history, gone))
}

export interface RemovalParts {
  readonly dataDir: string
  readonly files: StudyFiles
  readonly histories: Map<StudyId, StudyHistory>
  readonly removeFolder: (runId: RunId) => Promise<void>
  readonly disk: SyncDisk
}

/** Studies and runs that were removed and can be brought back, and how they go for good. */
export class PendingRemovals {
  private readonly removals: Removals
  private readonly list: RemovedList
  private removed = nothingRemoved
  /** What a former process removed, and could not be deleted when this one began. */
  private stuck = nothingRemoved

  constructor(private readonly parts: RemovalParts) {
    this.removals = new Removals(parts.files.folder, parts.disk)
    this.list = new RemovedList(parts.dataDir, parts.disk)
  }

  /** Every run that was removed, alone or with its study. */
  get runs(): ReadonlySet<RunId> {
    return runsIn(this.removed)
  }

  /** Ends deletions that broke off. */
  finishHalfDone(): Promise<void> {
    return this.removals.finish(this.parts.removeFolder)
  }

  /** Deletes what a former process removed; what cannot be stays out of sight, and is told. */
  async endFormer(): Promise<readonly string[]> {
    try {
      const found = this.list.read()
      const studies = found.studies.filter(({ id }) => !this.parts.files.mustStay(id))
      this.removed = { ...found, studies }
      await this.deleteAll()
      return []
    } catch (error) {
      this.stuck = this.removed
      return [storageFailed('delete', 'what was removed', error).message]
    }
  }

  /** Replaces what can still be brought back; on any failure the former list holds. */
  replace({ studyIds, runIds }: Removed): void {
    const studies = studyIds.map((id) => ({
      id,
      runIds: this.parts.histories.get(id)?.runs.map((run) => run.id) ?? [],
    }))
    const next = bothRemoved(this.stuck, { studies, runIds })
    try {
      this.list.write(next)
    } catch (error) {
      throw storageFailed('write', this.list.path, error)
    }
    this.removed = next
  }

  /** Deletes for good what was removed. */
  async purge(): Promise<void> {
    try {
      await this.deleteAll()
    } catch (error) {
      throw storageFailed('delete', 'what was removed', error)
    }
  }

  visible(histories: readonly StudyHistory[]): readonly StudyHistory[] {
    return withoutRemoved(histories, this.removed)
  }

  /** What is left beside the list on disk, which another process may be the writer of. */
  peek(histories: readonly StudyHistory[]): readonly StudyHistory[] {
    return withoutRemoved(histories, this.list.read())
  }

  /** The list goes last: whatever breaks off is done again from it. */
  private async deleteAll(): Promise<void> {
    const { files, histories, removeFolder, disk } = this.parts
    const gone = this.runs
    for (const { id, runIds } of this.removed.studies) {
      this.removals.begin(files.pathOf(id), runIds)
      histories.delete(id)
      files.forget(id)
    }
    for (const history of [...histories.values()]) {
      const left = withoutRuns(history, gone)
      if (left === history) continue
      files.write(left)
      histories.set(left.study.id, left)
      // It has their series; it is made anew without them.
      removeFile(disk, packPathOf(files.pathOf(left.study.id)))
    }
    await this.finishHalfDone()
    for (const runId of gone) await removeFolder(runId)
    this.list.clear()
    this.removed = this.stuck = nothingRemoved
  }
}
