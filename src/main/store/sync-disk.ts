import fs from 'node:fs'
import { dirname, join } from 'node:path'
import { fileMode, folderMode } from './disk'
import { systemCode } from '../services/file-reasons'

/** The blocking file calls around a small JSON file; tests hand in ones that fail. */
export type SyncDisk = Pick<
  typeof fs,
  | 'closeSync'
  | 'existsSync'
  | 'fsyncSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'readSync'
  | 'readdirSync'
  | 'renameSync'
  | 'statSync'
  | 'unlinkSync'
  | 'writeSync'
>

export const nodeSyncDisk: SyncDisk = fs

/** Makes new names in a file's folder survive a loss of power. */
export function syncFolderOf(disk: SyncDisk, path: string): void {
  if (process.platform === 'win32') return
  const folder = disk.openSync(dirname(path), 'r')
  try {
    disk.fsyncSync(folder)
  } finally {
    disk.closeSync(folder)
  }
}

/** A folder within one that is there, on the disk when this returns. */
export function makeFolderSync(disk: SyncDisk, folder: string): void {
  disk.mkdirSync(folder, { recursive: true, mode: folderMode })
  // One that was there may be of a process that was killed before it did so.
  syncFolderOf(disk, folder)
}

/** Deletes a file, and says whether there was one. */
export function removeFile(disk: SyncDisk, path: string): boolean {
  try {
    disk.unlinkSync(path)
    return true
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    return false
  }
}

function writeAll(disk: SyncDisk, path: string, bytes: Uint8Array): void {
  const file = disk.openSync(path, 'w', fileMode)
  try {
    for (let written = 0; written < bytes.length;) {
      const taken = disk.writeSync(file, bytes, written)
      if (taken === 0) throw Object.assign(new Error('no byte was taken'), { code: 'ENOSPC', path })
      written += taken
    }
    disk.fsyncSync(file)
  } finally {
    disk.closeSync(file)
  }
}

/** Replaces a file in one step: readers see the old bytes or the new ones, and errors keep the old. */
export function replaceFile(disk: SyncDisk, path: string, bytes: Uint8Array): void {
  const draft = `${path}.tmp`
  try {
    writeAll(disk, draft, bytes)
    disk.renameSync(draft, path)
    syncFolderOf(disk, path)
  } catch (error) {
    try {
      removeFile(disk, draft)
    } catch {
      // The first error says why; a draft that stays is swept at the next start.
    }
    throw error
  }
}

/** Moves something out of the way as `path.bad-1`, `path.bad-2`, ...; returns its new path. */
export function setAside(disk: SyncDisk, path: string): string {
  for (let number = 1; ; number++) {
    const aside = `${path}.bad-${number}`
    if (disk.existsSync(aside)) continue
    disk.renameSync(path, aside)
    syncFolderOf(disk, path)
    return aside
  }
}

/** conf's drafts end so, and ours in `.tmp`; a killed process leaves them behind. */
const leftover = /\.tmp(-\d{10}[0-9a-f]{6})?$/

export const isDraft = (name: string): boolean => leftover.test(name)

/** Deletes the drafts that a killed process left in a folder. */
export function sweepDrafts(disk: SyncDisk, folder: string): void {
  for (const name of disk.readdirSync(folder)) {
    if (leftover.test(name)) removeFile(disk, join(folder, name))
  }
}
