import { promises as fs } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { LabError } from '../../../shared/contract/errors'
import type { ExportedFile } from '../../../shared/contract/exports'
import { reasonOf, systemCode } from '../file-reasons'

type NamedBytes = Pick<ExportedFile, 'fileName' | 'bytes'>

async function writeDraft(path: string, bytes: Uint8Array): Promise<void> {
  const file = await fs.open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await fs.mkdir(folder, { recursive: true })
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
    throw new LabError('export-failed', `Cannot export into ${folder}: it is not a folder.`, {
      cause: error,
    })
  }
}

/**
 * Writes files into a folder, made if need be; files of these names there are replaced. All are
 * written under other names first, so that a full disk leaves what was there before.
 */
export async function writeExportFiles(folder: string, files: readonly NamedBytes[]) {
  const mark = `.${randomBytes(4).toString('hex')}.tmp`
  const paths = files.map(({ fileName }) => join(folder, fileName))
  try {
    await makeFolder(folder)
    for (const [index, path] of paths.entries()) {
      // One path per file, from the same list.
      await writeDraft(path + mark, (files[index] as NamedBytes).bytes)
    }
    for (const path of paths) await fs.rename(path + mark, path)
  } catch (error) {
    // What never became a draft cannot be deleted; the first error is the one to tell.
    await Promise.all(paths.map((path) => fs.unlink(path + mark).catch(() => undefined)))
    if (error instanceof LabError) throw error
    const message = `Cannot export into ${folder}: ${reasonOf(error)}.`
    throw new LabError('export-failed', message, { cause: error })
  }
}
