import { basename, join } from 'node:path'
import { LabError } from '../../shared/contract/errors'
import { systemCode } from '../services/file-reasons'
import type { CheckpointFile } from '../services/ports'
import { folderMode, syncFolder, unlessMissing, writeNewFile, type Disk } from './disk'
import { storageFailed } from './storage-error'

export const checkpointFolder = (runFolder: string) => join(runFolder, 'checkpoints')

// Finished epochs, and for one taken within the next epoch that epoch's finished steps.
const namePattern = /^(\d{6})(?:-(\d{5,}))?\.ckpt$/

function readName(file: string): CheckpointFile | null {
  const [, epochs, step = '0'] = namePattern.exec(file) ?? []
  return epochs === undefined ? null : { epochs: Number(epochs), step: Number(step), file }
}

/** The checkpoint folder of a run, made if it is not there; the run's own folder must be. */
export async function makeCheckpointFolder(disk: Disk, runFolder: string): Promise<string> {
  const folder = checkpointFolder(runFolder)
  try {
    await disk.mkdir(folder, { mode: folderMode })
    await syncFolder(disk, runFolder)
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw storageFailed('make', folder, error)
  }
  return folder
}

/** What the names in a run's checkpoint folder tell, oldest first. */
export async function listCheckpoints(disk: Disk, runFolder: string) {
  const folder = checkpointFolder(runFolder)
  try {
    const names = await unlessMissing<string[]>(disk.readdir(folder), [])
    return names
      .map(readName)
      .filter((found) => found !== null)
      .sort((a, b) => a.epochs - b.epochs || a.step - b.step)
  } catch (error) {
    throw storageFailed('read', folder, error)
  }
}

/** Copies a checkpoint into another run's folder; its trainer may have just dropped it. */
export async function copyCheckpoint(
  disk: Disk,
  { file, epochs }: CheckpointFile,
  from: string,
  to: string,
): Promise<void> {
  const bytes = await unlessMissing<Buffer | null>(
    disk.readFile(join(checkpointFolder(from), file)),
    null,
  )
  if (!bytes) {
    throw new LabError(
      'not-found',
      `The checkpoint after epoch ${epochs} of the run "${basename(from)}" is no longer kept.`,
    )
  }
  const folder = await makeCheckpointFolder(disk, to)
  await writeNewFile(disk, join(folder, file), bytes)
  await syncFolder(disk, folder)
}
