import { LabError } from '../../shared/contract/errors'
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
  /** The list on the disk could not be read, and must not be replaced. */
  private isListKept = false

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

  /**
   * Deletes what a former process removed; what cannot be stays out of sight, and is told. A list
   * that cannot be used names nothing, and is kept: as evidence, or for whoever can read it.
   */
  async endFormer(): Promise<readonly string[]> {
    try {
      const { things, problem, isNewer } = this.list.read()
      this.isListKept = isNewer
      this.removed = things
      if (problem !== null) return [isNewer ? problem : this.keepEvidence(problem)]
    } catch (error) {
      this.isListKept = true
      return [storageFailed('read', this.list.path, error).message]
    }
    try {
      await this.deleteAll()
      return []
    } catch (error) {
      this.stuck = this.removed
      return [this.notDeleted(error).message]
    }
  }

  /** Replaces what can still be brought back; on any failure the former list holds. */
  replace({ studyIds, runIds }: Removed): void {
    if (this.isListKept) {
      throw new LabError(
        'storage-failed',
        `Cannot write ${this.list.path}: Cooldown could not read it at the start, and leaves it as it is.`,
      )
    }
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
      throw this.notDeleted(error)
    }
  }

  visible(histories: readonly StudyHistory[]): readonly StudyHistory[] {
    return withoutRemoved(histories, this.removed)
  }

  /** What is left beside the list on disk, which another process may be the writer of. */
  peek(histories: readonly StudyHistory[]): readonly StudyHistory[] {
    return withoutRemoved(histories, this.list.read().things)
  }

  private keepEvidence(problem: string): string {
    return `${problem} The damaged file is kept as ${this.list.setAside()}.`
  }

  private notDeleted(error: unknown): LabError {
    const { path } = error as NodeJS.ErrnoException
    const what = path === undefined ? 'what was removed' : `what was removed (${path})`
    return storageFailed('delete', what, error)
  }

  /** What has to wait: studies that must stay, and runs that may be in one of these. */
  private waiting(): RemovedThings {
    const { files, histories } = this.parts
    const known = new Set([...histories.values()].flatMap(({ runs }) => runs.map(({ id }) => id)))
    return {
      studies: this.removed.studies.filter(({ id }) => files.mustStay(id)),
      runIds: files.someMustStay ? this.removed.runIds.filter((id) => !known.has(id)) : [],
    }
  }

  /** The list goes last: whatever breaks off is done again from it. */
  private async deleteAll(): Promise<void> {
    if (this.isListKept) return
    const { files, histories, removeFolder, disk } = this.parts
    const waiting = this.waiting()
    const kept = runsIn(waiting)
    const gone = new Set([...this.runs].filter((id) => !kept.has(id)))
    for (const { id, runIds } of this.removed.studies) {
      if (files.mustStay(id)) continue
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
    this.list.write(waiting)
    this.removed = this.stuck = waiting
  }
}
