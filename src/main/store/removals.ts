import { join } from 'node:path'
import { z } from 'zod'
import { runId } from '../../shared/contract/schemas'
import type { RunId } from '../../shared/domain/ids'
import { removeFile, replaceFile, syncFolderOf, type SyncDisk } from './sync-disk'

const ending = '.removed'

/** Where a study's series are packed, beside its own file. */
export const packPathOf = (studyPath: string) => studyPath.replace(/\.json$/, '.epochs')

/** A list that is damaged names nothing: the study comes back rather than something else going. */
function runIdsIn(text: string): readonly RunId[] {
  try {
    return z.array(runId).parse(JSON.parse(text))
  } catch {
    return []
  }
}

/**
 * Deleting a study takes many steps, and its run folders would bring it back if they broke off. So
 * a list of the runs stands in the study's place until everything is gone.
 */
export class Removals {
  constructor(
    private readonly folder: string,
    private readonly disk: SyncDisk,
  ) {}

  /** The study is gone from now on, even if its runs' folders are not yet. */
  begin(studyPath: string, runIds: readonly RunId[]): void {
    replaceFile(this.disk, studyPath + ending, Buffer.from(JSON.stringify(runIds)))
    this.tidy(studyPath)
  }

  /** Ends the removals that a former process began. */
  async finish(removeRun: (runId: RunId) => Promise<void>): Promise<void> {
    for (const name of this.disk.readdirSync(this.folder)) {
      if (!name.endsWith(ending)) continue
      const list = join(this.folder, name)
      for (const runId of runIdsIn(this.disk.readFileSync(list, 'utf8'))) await removeRun(runId)
      this.tidy(list.slice(0, -ending.length))
      removeFile(this.disk, list)
    }
  }

  private tidy(studyPath: string): void {
    removeFile(this.disk, studyPath)
    removeFile(this.disk, `${studyPath}.good`)
    removeFile(this.disk, packPathOf(studyPath))
    syncFolderOf(this.disk, studyPath)
  }
}
