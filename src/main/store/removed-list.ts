import { join } from 'node:path'
import { z } from 'zod'
import { runId, studyId } from '../../shared/contract/schemas'
import type { RunId, StudyId } from '../../shared/domain/ids'
import { seal, unsealText } from './sealed'
import { systemCode } from '../services/file-reasons'
import { storageFailed } from './storage-error'
import { removeFile, replaceFile, setAside, syncFolderOf, type SyncDisk } from './sync-disk'

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

/** What a list on the disk names; `problem` where it cannot be used. */
export interface FoundList {
  readonly things: RemovedThings
  readonly problem: string | null
  /** A newer Cooldown wrote it, so it has to stay as it is. */
  readonly isNewer: boolean
}

const noList: FoundList = { things: nothingRemoved, problem: null, isNewer: false }

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

  /** Throws where the disk does not let it be read: only a list that is not there names nothing. */
  read(): FoundList {
    const text = this.text()
    if (text === null) return noList
    const found = unsealText(text, newestVersion)
    if (found.kind === 'newer') {
      const problem = `${this.path} was written by a newer Cooldown (format ${found.version}); it is left as it is.`
      return { ...noList, problem, isNewer: true }
    }
    const read = found.kind === 'sound' ? stored.safeParse(found.body) : null
    if (read?.success) return { ...noList, things: read.data }
    const why = found.kind === 'damaged' ? found.why : 'it is no list'
    const problem = `${this.path} cannot be used: ${why}. What it named is back.`
    return { ...noList, problem }
  }

  /** Keeps a damaged list as evidence; returns its new path. */
  setAside(): string {
    return setAside(this.disk, this.path)
  }

  /** On the disk when this returns; on any failure the former list stays. */
  write(removed: RemovedThings): void {
    if (removed.studies.length + removed.runIds.length === 0) this.clear()
    else
      replaceFile(this.disk, this.path, Buffer.from(JSON.stringify(seal(newestVersion, removed))))
  }

  clear(): void {
    if (removeFile(this.disk, this.path)) syncFolderOf(this.disk, this.path)
  }

  private text(): string | null {
    try {
      return this.disk.readFileSync(this.path, 'utf8')
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return null
      throw storageFailed('read', this.path, error)
    }
  }
}
