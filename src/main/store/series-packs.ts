import { join } from 'node:path'
import { z } from 'zod'
import { epochColumns, runId } from '../../shared/contract/schemas'
import { pack, unpack } from '../../shared/contract/wire'
import type { RunId, StudyId } from '../../shared/domain/ids'
import type { CachedSeries, SeriesPacks } from '../services/ports'
import { crc32 } from './crc32'
import { nodeDisk, unlessMissing, withFile, writeFully, type Disk } from './disk'

export interface SeriesPackParts {
  readonly dataDir: string
  readonly readOnly?: boolean | undefined
  readonly disk?: Disk
}

const version = 1
const crcBytes = 4

const stored = z.object({
  version: z.literal(version),
  runs: z.array(
    epochColumns
      .extend({ runId, rateSums: z.instanceof(Float64Array).optional() })
      .refine(
        ({ epochs, columns, rateSums }) =>
          Object.values(columns).every(({ length }) => length === epochs) &&
          (rateSums === undefined || rateSums.length === epochs),
      ),
  ),
})

const nothing: ReadonlyMap<RunId, CachedSeries> = new Map()

/** A pack's bytes: MessagePack, then a CRC-32 over it. */
function encode(runs: ReadonlyMap<RunId, CachedSeries>): Uint8Array {
  const entries = [...runs].map(([id, series]) => ({ runId: id, ...series }))
  const body = pack({ version, runs: entries })
  const bytes = Buffer.alloc(body.length + crcBytes)
  bytes.set(body)
  bytes.writeUInt32LE(crc32(body), body.length)
  return bytes
}

function decode(bytes: Buffer): ReadonlyMap<RunId, CachedSeries> {
  const end = bytes.length - crcBytes
  if (end <= 0) return nothing
  const body = bytes.subarray(0, end)
  if (crc32(body) !== bytes.readUInt32LE(end)) return nothing
  const { runs } = stored.parse(unpack(body))
  return new Map(runs.map(({ runId: id, ...series }) => [id, series]))
}

/** Whether a pack is as it was written: one that is not counts as empty. */
export function isSoundPack(bytes: Buffer): boolean {
  try {
    return decode(bytes) !== nothing
  } catch {
    return false
  }
}

/**
 * `studies/<id>.epochs`: the epochs of a study's ended runs once more, in one file that is quick to
 * read. It goes with its study. All of it stands in the runs' folders too, so a pack that is missing,
 * damaged or of another version is empty, and one that cannot be written is done without.
 */
export function createSeriesPacks({
  dataDir,
  readOnly = false,
  disk = nodeDisk,
}: SeriesPackParts): SeriesPacks {
  const pathOf = (studyId: StudyId) => join(dataDir, 'studies', `${studyId}.epochs`)
  return {
    async read(studyId) {
      try {
        const bytes = await unlessMissing<Buffer | null>(disk.readFile(pathOf(studyId)), null)
        return bytes ? decode(bytes) : nothing
      } catch {
        // Whatever is wrong with it, the runs' folders have the same.
        return nothing
      }
    },
    async write(studyId, runs) {
      if (readOnly) return
      const draft = `${pathOf(studyId)}.tmp`
      try {
        await withFile(disk, draft, 'w', (handle) => writeFully(handle, encode(runs), 0))
        await disk.rename(draft, pathOf(studyId))
      } catch {
        // The runs' folders have it all; the next start sweeps the draft.
      }
    },
  }
}
