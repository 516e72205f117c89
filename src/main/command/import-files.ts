import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import type { FileToImport } from '../../shared/contract/imports'
import { LabError } from '../../shared/contract/errors'
import { importLimits } from '../../shared/domain/compare/imports'
import { formatCount } from '../../shared/domain/format'
import { callersFolder } from '../data-dir-here'
import { reasonOf } from '../services/file-reasons'

/** Of what lies in a folder, only what looks like curves: a person did not name each of its files. */
const isLikely = (name: string) => /tfevents|\.(csv|tsv|json)$/i.test(name)

interface Found {
  readonly file: string
  /** As the caller would write it, with the folders that tell what belongs together. */
  readonly path: string
  readonly bytes: number
}

async function filesIn(path: string, given: string): Promise<Found[]> {
  const stats = await stat(path)
  if (!stats.isDirectory()) return [{ file: path, path: given, bytes: stats.size }]
  const entries = await readdir(path, { withFileTypes: true })
  const found: Found[] = []
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
    if (!entry.isDirectory() && !(entry.isFile() && isLikely(entry.name))) continue
    found.push(...(await filesIn(join(path, entry.name), join(given, entry.name))))
  }
  return found
}

/** A name that keeps the folders below the caller's, and of other folders only the last. */
function givenName(path: string): string {
  const fromHere = relative(callersFolder(), path)
  return fromHere === '' || fromHere.startsWith('..') ? basename(path) : fromHere
}

function refuseTooMuch(files: readonly Found[]): void {
  const bytes = files.reduce((sum, each) => sum + each.bytes, 0)
  if (bytes > importLimits.bytes) {
    const mebibytes = (size: number) => (size / 1024 ** 2).toFixed(1)
    throw new LabError(
      'bad-input',
      `The files have ${mebibytes(bytes)} MiB together; at most ${mebibytes(importLimits.bytes)} are imported at once.`,
    )
  }
  if (files.length <= importLimits.files) return
  throw new LabError(
    'bad-input',
    `There are ${formatCount(files.length)} files; at most ${formatCount(importLimits.files)} are imported at once.`,
  )
}

/** The files that a person named, and what looks like curves in the folders that they named. */
export async function filesToImport(paths: readonly string[]): Promise<FileToImport[]> {
  const found: Found[] = []
  for (const given of paths) {
    const path = resolve(callersFolder(), given)
    try {
      found.push(...(await filesIn(path, givenName(path))))
    } catch (cause) {
      throw new LabError('bad-input', `Cannot read ${given}: ${reasonOf(cause)}.`, { cause })
    }
  }
  if (found.length === 0) {
    const names = paths.join(', ')
    throw new LabError('not-found', `There are no event files, CSV or JSON files in ${names}.`)
  }
  refuseTooMuch(found)
  return Promise.all(
    found.map(async ({ file, path }) => ({ path, bytes: new Uint8Array(await readFile(file)) })),
  )
}
