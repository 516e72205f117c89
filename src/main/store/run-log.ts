import { join } from 'node:path'
import { unlessMissing, withFile, type Disk } from './disk'
import { storageFailed } from './storage-error'

const logFile = (folder: string) => join(folder, 'log.txt')

/** Adds a stamped line; further lines of the text stand below it, indented. Not forced to disk. */
export async function appendLog(disk: Disk, folder: string, now: Date, text: string) {
  const lines = text.trimEnd().split(/\r?\n/).join('\n    ')
  try {
    await withFile(disk, logFile(folder), 'a', (handle) =>
      handle.appendFile(`${now.toISOString()} ${lines}\n`),
    )
  } catch (error) {
    throw storageFailed('write', logFile(folder), error)
  }
}

/** The log's lines; none when nothing was logged. */
export async function readLog(disk: Disk, folder: string): Promise<readonly string[]> {
  try {
    const text = await unlessMissing(disk.readFile(logFile(folder), 'utf8'), '')
    return text === '' ? [] : text.replace(/\n$/, '').split('\n')
  } catch (error) {
    throw storageFailed('read', logFile(folder), error)
  }
}
