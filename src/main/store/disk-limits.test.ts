import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeDisk, syncFolder, withFile, writeFully, type Disk } from './disk'
import { nodeSyncDisk, replaceFile, setAside, syncFolderOf, type SyncDisk } from './sync-disk'
import { temporaryFolder } from './testing/folder'
import { onWindows } from './testing/on-windows'

/** A disk whose writes take at most so many bytes each. */
const takingDisk = (most: number): SyncDisk => ({
  ...nodeSyncDisk,
  writeSync: ((file: number, bytes: Uint8Array, offset: number) =>
    most === 0
      ? 0
      : nodeSyncDisk.writeSync(
          file,
          bytes,
          offset,
          Math.min(most, bytes.length - offset),
        )) as never,
})

/** Likewise for files that are written without blocking. */
const takingHandles = (most: number): Disk => ({
  ...nodeDisk,
  open: (async (path: string, flags: string) => {
    const handle = await nodeDisk.open(path, flags)
    const write = handle.write.bind(handle) as (...parameters: unknown[]) => Promise<object>
    handle.write = (async (bytes: Uint8Array, offset: number, length: number, position: number) =>
      most === 0
        ? { bytesWritten: 0, buffer: bytes }
        : write(bytes, offset, Math.min(most, length), position)) as never
    return handle
  }) as Disk['open'],
})

describe('a disk that takes only some of the bytes at once', () => {
  it('gets the rest in further calls', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'a')
    replaceFile(takingDisk(3), path, Buffer.from('0123456789'))
    expect(readFileSync(path, 'utf8')).toBe('0123456789')
    await withFile(takingHandles(3), path, 'r+', (handle) =>
      writeFully(handle, Buffer.from('abcdefg'), 2),
    )
    expect(readFileSync(path, 'utf8')).toBe('01abcdefg9')
  })

  it('counts as full when it takes none, instead of being asked for ever', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'a')
    writeFileSync(path, 'old')
    expect(() => replaceFile(takingDisk(0), path, Buffer.from('new'))).toThrow(
      expect.objectContaining({ code: 'ENOSPC' }) as Error,
    )
    expect(readdirSync(folder)).toEqual(['a'])
    expect(readFileSync(path, 'utf8')).toBe('old')
    const writing = withFile(takingHandles(0), path, 'r+', (handle) =>
      writeFully(handle, Buffer.from('new'), 0),
    )
    await expect(writing).rejects.toMatchObject({ code: 'ENOSPC' })
  })
})

it('what is in the way is set aside under the first number that is free', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'x.json')
  for (const text of ['first', 'second']) {
    writeFileSync(path, text)
    setAside(nodeSyncDisk, path)
  }
  expect(existsSync(path)).toBe(false)
  expect(readFileSync(`${path}.bad-1`, 'utf8')).toBe('first')
  expect(readFileSync(`${path}.bad-2`, 'utf8')).toBe('second')
})

it('folders are not opened on Windows, which keeps no handle on them', async () => {
  const refusal = Object.assign(new Error('refused'), { code: 'EPERM' })
  const disk = { ...nodeDisk, open: () => Promise.reject(refusal) } as Disk
  const syncDisk = {
    ...nodeSyncDisk,
    openSync: () => {
      throw refusal
    },
  } as SyncDisk
  await expect(syncFolder(disk, temporaryFolder())).rejects.toBe(refusal)
  expect(() => syncFolderOf(syncDisk, join(temporaryFolder(), 'a'))).toThrow(refusal)
  onWindows()
  await expect(syncFolder(disk, temporaryFolder())).resolves.toBeUndefined()
  expect(() => syncFolderOf(syncDisk, join(temporaryFolder(), 'a'))).not.toThrow()
})
