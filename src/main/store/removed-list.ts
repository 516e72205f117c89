import { join } from 'node:path'
import { z } from 'zod'
import { runId, studyId } from '../../shared/contract/schemas'
import type { RunId, StudyId } from '../../shared/domain/ids'
import { seal, unsealText } from './sealed'
import { storageFailed } from './storage-error'
import { removeFile, replaceFile, syncFolderOf, type SyncDisk } from './sync-disk'

const newestVersion = 1

/** What was removed: whole studies with the runs they had, and runs of studies that stay. */
export interface RemovedThings {
  readonly studies: readonly { readonly id: StudyId; readonly runIds: readonly RunId[] }[]
  readonly runIds: readonly RunId[]
}

export const nothingRemoved: RemovedThings = { studies: [], runIds: [] }

const stored: z.ZodType<RemovedThings> = z.object({
  studies: z.array(z.object({ id: studyId, runIds: z.array(runId) })),
  runIds: z.array(runId),
})

/** Every run that is named, alone or with its study. */
export const runsIn = ({ studies, runIds }: RemovedThings): ReadonlySet<RunId> =>
  new Set([...runIds, ...studies.flatMap((study) => study.runIds)])

/** Both together. */
export const bothRemoved = (a: RemovedThings, b: RemovedThings): RemovedThings => ({
  studies: [...a.studies, ...b.studies.filter(({ id }) => a.studies.every((s) => s.id !== id))],
  runIds: [...new Set([...a.runIds, ...b.runIds])],
})

/**
 * `removed.json`: what is deleted for good once the lab closes or opens. It has no copy to fall back
 * on: an older list could name what was brought back since. One that is damaged names nothing.
 */
export class RemovedList {
  readonly path: string

  constructor(
    dataDir: string,
    private readonly disk: SyncDisk,
  ) {
    this.path = join(dataDir, 'removed.json')
  }

  read(): RemovedThings {
    if (!this.disk.existsSync(this.path)) return nothingRemoved
    const found = unsealText(this.text(), newestVersion)
    const read = found.kind === 'sound' ? stored.safeParse(found.body) : null
    return read?.success ? read.data : nothingRemoved
  }

  private text(): string {
    try {
      return this.disk.readFileSync(this.path, 'utf8')
    } catch (error) {
      throw storageFailed('read', this.path, error)
    }
  }

  /** On the disk when this returns; on any failure the former list stays. */
  write(removed: RemovedThings): void {
    if (removed.studies.length + removed.runIds.length === 0) this.clear()
    else
      replaceFile(this.disk, this.path, Buffer.from(JSON.stringify(seal(newestVersion, removed))))
  }

  clear(): void {
    if (!this.disk.existsSync(this.path)) return
    removeFile(this.disk, this.path)
    syncFolderOf(this.disk, this.path)
  }
}
