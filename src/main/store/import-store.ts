import { join } from 'node:path'
import { z } from 'zod'
import { LabError } from '../../shared/contract/errors'
import { importedInfo, importedRow } from '../../shared/contract/imports'
import type {
  ImportedCurves,
  ImportedInfo,
  ImportedRow,
} from '../../shared/domain/compare/compared-run'
import { metricsIn } from '../../shared/domain/compare/imports'
import { isSafeId } from '../../shared/domain/ids'
import type { DamageReport, ImportStore } from '../services/ports'
import { seal, unsealText, type Unsealed } from './sealed'
import { storageFailed } from './storage-error'
import {
  makeFolderSync,
  nodeSyncDisk,
  removeFile,
  replaceFile,
  setAside,
  sweepDrafts,
  syncFolderOf,
  type SyncDisk,
} from './sync-disk'

const newestVersion = 1
const ending = '.jsonl'

/** JSON has no word for numbers that are not finite; here they are texts. */
const asJson = (rows: readonly ImportedRow[]) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        Number.isFinite(value) ? value : String(value),
      ]),
    ),
  )

const words: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity }

/** Back to numbers; any other text stays, and is refused as what it is. */
const asNumbers = (row: unknown): unknown =>
  typeof row === 'object' && row !== null
    ? Object.fromEntries(
        Object.entries(row).map(([name, value]: [string, unknown]) => [
          name,
          typeof value === 'string' ? (words[value] ?? value) : value,
        ]),
      )
    : row

const storedRows = z.array(z.preprocess(asNumbers, importedRow))

export interface ImportStoreParts {
  readonly dataDir: string
  /** Looks only: another process may be the writer. */
  readonly readOnly?: boolean | undefined
  readonly disk?: SyncDisk
}

type Read<Value> =
  | { readonly kind: 'sound'; readonly value: Value }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged'; readonly why: string }

function checked<Value>(found: Unsealed, schema: z.ZodType<Value>): Read<Value> {
  if (found.kind !== 'sound') return found
  const read = schema.safeParse(found.body)
  return read.success
    ? { kind: 'sound', value: read.data }
    : { kind: 'damaged', why: z.prettifyError(read.error) }
}

/** Why the text of an import's file cannot be used, as a clause; null when it can. */
export function importFault(id: string, text: string): string | null {
  const end = text.indexOf('\n')
  const info = checked(unsealText(text.slice(0, Math.max(0, end)), newestVersion), importedInfo)
  const rows = checked(unsealText(text.slice(end + 1), newestVersion), storedRows)
  for (const read of [info, rows]) {
    if (read.kind === 'damaged') return read.why
    if (read.kind === 'newer') return `format ${read.version} is of a newer Cooldown`
  }
  return info.kind === 'sound' && info.value.id !== id ? 'it has another id' : null
}

/**
 * `imports/<id>.jsonl`: two sealed lines, what the curves are and their points. Only the first is
 * read at the start, however many points there are. A file whose first line is damaged is set aside.
 */
export function createImportStore({
  dataDir,
  readOnly = false,
  disk = nodeSyncDisk,
}: ImportStoreParts): ImportStore & DamageReport {
  const folder = join(dataDir, 'imports')
  const infos = new Map<string, ImportedInfo>()
  const problems: string[] = []
  const pathOf = (id: string) => join(folder, id + ending)

  function look(id: string): void {
    const path = pathOf(id)
    try {
      const read = checked(unsealText(firstLine(disk, path), newestVersion), importedInfo)
      if (read.kind === 'sound' && read.value.id === id) infos.set(id, read.value)
      else if (read.kind === 'newer') problems.push(`${path} was written by a newer Cooldown.`)
      else problems.push(unusable(path, read.kind === 'damaged' ? read.why : 'it has another id'))
    } catch (error) {
      problems.push(storageFailed('read', path, error).message)
    }
  }

  function unusable(path: string, why: string): string {
    const kept = readOnly ? '' : ` It is kept as ${setAside(disk, path)}.`
    return `${path} cannot be used: ${why}.${kept}`
  }

  function open(): void {
    try {
      if (!disk.existsSync(folder)) return
      if (!readOnly) sweepDrafts(disk, folder)
      const names = disk.readdirSync(folder).filter((name) => name.endsWith(ending))
      for (const id of names.map((name) => name.slice(0, -ending.length)).filter(isSafeId)) look(id)
    } catch (error) {
      problems.push(storageFailed('read', folder, error).message)
    }
  }

  /** Blocking work as a promise, with what it throws told by the file. */
  const changing = (action: string, id: string, act: () => void) =>
    new Promise<void>((resolve) => {
      if (readOnly) {
        throw new LabError('wrong-state', 'The imported curves were opened for looking only.')
      }
      try {
        act()
      } catch (error) {
        throw storageFailed(action, pathOf(id), error)
      }
      resolve()
    })

  function write(info: ImportedInfo, rowsLine: string): void {
    makeFolderSync(disk, folder)
    const head = JSON.stringify(seal(newestVersion, info))
    replaceFile(disk, pathOf(info.id), Buffer.from(`${head}\n${rowsLine}`))
    infos.set(info.id, info)
  }

  open()
  return {
    problems: () => problems,
    list: () => [...infos.values()],
    rows: async (id) => {
      try {
        const rest = disk.readFileSync(pathOf(id), 'utf8')
        const read = checked(
          unsealText(rest.slice(rest.indexOf('\n') + 1), newestVersion),
          storedRows,
        )
        if (read.kind === 'sound') return read.value
        const why = read.kind === 'damaged' ? read.why : 'a newer Cooldown wrote them'
        throw new LabError(
          'storage-failed',
          `The points of "${infos.get(id)?.name ?? id}" cannot be used: ${why}. Remove it and import it again.`,
        )
      } catch (error) {
        throw storageFailed('read', pathOf(id), error)
      }
    },
    save: ({ rows, ...curves }: ImportedCurves) =>
      changing('write', curves.id, () => {
        const info = { ...curves, points: rows.length, metrics: [...metricsIn(rows)] }
        write(info, `${JSON.stringify(seal(newestVersion, asJson(rows)))}\n`)
      }),
    rename: (id, name) =>
      changing('write', id, () => {
        const info = infos.get(id)
        if (!info) throw new LabError('not-found', `There are no imported curves "${id}".`)
        const text = disk.readFileSync(pathOf(id), 'utf8')
        write({ ...info, name }, text.slice(text.indexOf('\n') + 1))
      }),
    remove: (id) =>
      changing('delete', id, () => {
        removeFile(disk, pathOf(id))
        infos.delete(id)
        syncFolderOf(disk, pathOf(id))
      }),
  }
}

const chunkBytes = 4_096
const newline = 10

/** A file's first line, of which the rest is not read. */
function firstLine(disk: SyncDisk, path: string): string {
  const file = disk.openSync(path, 'r')
  try {
    const chunks: Buffer[] = []
    for (let at = 0; ; at += chunkBytes) {
      const chunk = Buffer.alloc(chunkBytes)
      const bytes = chunk.subarray(0, disk.readSync(file, chunk, 0, chunkBytes, at))
      const end = bytes.indexOf(newline)
      chunks.push(end < 0 ? bytes : bytes.subarray(0, end))
      if (end >= 0 || bytes.length < chunkBytes) return Buffer.concat(chunks).toString('utf8')
    }
  } finally {
    disk.closeSync(file)
  }
}
