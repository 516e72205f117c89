import { join } from 'node:path'
import { unlessMissing, withFile, type Disk } from './disk'
import { storageFailed } from './storage-error'

const logFile = (folder: string) => join(folder, 'log.txt')

type Handle = Parameters<Parameters<typeof withFile>[3]>[0]

const newline = 10
/** Longer than any line that is written. */
const longestLine = 64 * 1024

/** Where the last line that was written whole ends: a disk may have failed within the next. */
async function wholeBytes(handle: Handle): Promise<number> {
  const { size } = await handle.stat()
  const from = Math.max(0, size - longestLine)
  const tail = Buffer.alloc(size - from)
  await handle.read(tail, 0, tail.length, from)
  return from + tail.lastIndexOf(newline) + 1
}

/** Adds a stamped line; further lines of the text stand below it, indented. Not forced to disk. */
export async function appendLog(disk: Disk, folder: string, now: Date, text: string) {
  const lines = text.trimEnd().split(/\r?\n/).join('\n    ')
  try {
    await withFile(disk, logFile(folder), 'a+', async (handle) => {
      const whole = await wholeBytes(handle)
      await handle.truncate(whole)
      try {
        await handle.appendFile(`${now.toISOString()} ${lines}\n`)
      } catch (error) {
        // Best effort: what stays is cut before the next line.
        await handle.truncate(whole).catch(() => undefined)
        throw error
      }
    })
  } catch (error) {
    throw storageFailed('write', logFile(folder), error)
  }
}

/** The log's lines, but for one that was not written whole; none when nothing was logged. */
export async function readLog(disk: Disk, folder: string): Promise<readonly string[]> {
  try {
    const text = await unlessMissing(disk.readFile(logFile(folder), 'utf8'), '')
    return text.split('\n').slice(0, -1)
  } catch (error) {
    throw storageFailed('read', logFile(folder), error)
  }
}
