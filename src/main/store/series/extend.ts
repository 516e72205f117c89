import { dirname } from 'node:path'
import { LabError } from '../../../shared/contract/errors'
import { syncFolder, unlessMissing, withFile, writeFully, writeNewFile, type Disk } from '../disk'
import { systemCode } from '../../services/file-reasons'
import { storageFailed } from '../storage-error'

/**
 * Adds bytes to a file whose length is known, and resolves when they are on the disk. On any
 * failure the file is as long as before, or gets cut to that before the next append.
 */
export async function extend(disk: Disk, path: string, length: number, bytes: Uint8Array) {
  await withFile(disk, path, 'r+', async (handle) => {
    const { size } = await handle.stat()
    if (size !== length) {
      throw new LabError(
        'storage-failed',
        `Cannot write ${path}: something else changed it (${size} bytes, not ${length}).`,
      )
    }
    try {
      await writeFully(handle, bytes, length)
      await handle.datasync()
    } catch (error) {
      // Best effort: a tail that stays is found by its checksum and cut at the next append.
      await handle.truncate(length).catch(() => undefined)
      throw error
    }
  }).catch((error: unknown) => {
    throw storageFailed('write', path, error)
  })
}

/** Takes back what {@link extend} added. */
export async function shorten(disk: Disk, path: string, length: number): Promise<void> {
  await withFile(disk, path, 'r+', async (handle) => {
    await handle.truncate(length)
    await handle.datasync()
  })
}

/** The first name of `path.word-1`, `path.word-2`, ... that is free, filled with these bytes. */
export async function keepEvidence(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  for (let number = 1; ; number++) {
    try {
      await writeNewFile(disk, `${path}.torn-${number}`, bytes)
      await syncFolder(disk, dirname(path))
      return
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error
    }
  }
}

/** Cuts a file to its sound part; the bytes cut off stay beside it as `.torn-1`, `.torn-2`, ... */
export async function cutTail(disk: Disk, path: string, bytes: Buffer, soundBytes: number) {
  if (bytes.length === soundBytes) return
  try {
    await keepEvidence(disk, path, bytes.subarray(soundBytes))
    await shorten(disk, path, soundBytes)
  } catch (error) {
    throw storageFailed('repair', path, error)
  }
}

const nothing = Buffer.alloc(0)

const readTail = (disk: Disk, path: string, from: number): Promise<Buffer> =>
  withFile(disk, path, 'r', async (handle) => {
    const { size } = await handle.stat()
    const bytes = Buffer.alloc(Math.max(0, size - from))
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
    return bytes.subarray(0, bytesRead)
  })

/** A series file's bytes from a place on; none when there is no such file, or nothing behind it. */
export async function readSeries(disk: Disk, path: string, from = 0): Promise<Buffer> {
  try {
    const reading = from === 0 ? disk.readFile(path) : readTail(disk, path, from)
    return await unlessMissing(reading, nothing)
  } catch (error) {
    throw storageFailed('read', path, error)
  }
}
