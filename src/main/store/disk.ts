import { promises } from 'node:fs'
import { dirname, join } from 'node:path'
import { systemCode } from '../services/file-reasons'

/** The file calls used here; tests hand in one that fails. Limited to what Node 12 has. */
export type Disk = Pick<
  typeof promises,
  'lstat' | 'mkdir' | 'open' | 'readFile' | 'readdir' | 'rename' | 'rmdir' | 'unlink'
>

export const nodeDisk: Disk = promises

/** Only the owner may read what Cooldown stores. */
export const folderMode = 0o700
export const fileMode = 0o600

type Handle = Awaited<ReturnType<Disk['open']>>

/** Opens, acts and closes, whatever happens. */
export async function withFile<Result>(
  disk: Disk,
  path: string,
  flags: string,
  act: (handle: Handle) => Promise<Result>,
): Promise<Result> {
  const handle = await disk.open(path, flags, fileMode)
  try {
    return await act(handle)
  } finally {
    await handle.close()
  }
}

/** Writes every byte at a position: one write call may take only some of them. */
export async function writeFully(handle: Handle, bytes: Uint8Array, position: number) {
  let written = 0
  while (written < bytes.length) {
    const left = bytes.length - written
    const { bytesWritten } = await handle.write(bytes, written, left, position + written)
    if (bytesWritten === 0) throw Object.assign(new Error('no byte was taken'), { code: 'ENOSPC' })
    written += bytesWritten
  }
}

/** Makes new names in a folder survive a loss of power. */
export async function syncFolder(disk: Disk, folder: string): Promise<void> {
  // Windows keeps no handle on folders; its file systems journal names by themselves.
  if (process.platform === 'win32') return
  await withFile(disk, folder, 'r', (handle) => handle.sync())
}

/** A new file with these bytes, on the disk when this resolves; refuses to replace one. */
export async function writeNewFile(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  await withFile(disk, path, 'wx', async (handle) => {
    try {
      await writeFully(handle, bytes, 0)
      await handle.sync()
    } catch (error) {
      // Half a file is worse than none; the first error says why.
      await disk.unlink(path).catch(() => undefined)
      throw error
    }
  })
}

/** A folder with its parents, each of them on the disk; a new one is open to its owner alone. */
export async function makeFolder(disk: Disk, folder: string): Promise<void> {
  try {
    await disk.mkdir(folder, { mode: folderMode })
  } catch (error) {
    const code = systemCode(error)
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error
    if (code === 'ENOENT') {
      await makeFolder(disk, dirname(folder))
      await disk.mkdir(folder, { mode: folderMode })
    }
  }
  // One that was there may be of a process that was killed before it did so.
  await syncFolder(disk, dirname(folder))
}

/** Value of a promise, or `otherwise` when the file is not there. */
export async function unlessMissing<Result>(work: Promise<Result>, otherwise: Result) {
  try {
    return await work
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return otherwise
    throw error
  }
}

/** Deletes a file or a folder with all in it, links unfollowed; nothing there is fine. */
export async function removeTree(disk: Disk, path: string): Promise<void> {
  const stats = await unlessMissing(disk.lstat(path), null)
  if (!stats) return
  if (!stats.isDirectory()) return disk.unlink(path)
  for (const name of await disk.readdir(path)) await removeTree(disk, join(path, name))
  await disk.rmdir(path)
}
