import { randomBytes } from 'node:crypto'
import { promises as fs } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { LabError } from '../../shared/contract/errors'
import { systemCode } from '../services/file-reasons'
import { fileMode, unlessMissing } from './disk'
import { isAlive, thisProcess } from './process-identity'
import { storageFailed } from './storage-error'

const holder = z.object({
  pid: z.int().min(1),
  start: z.string().nullable(),
  host: z.string(),
  since: z.string(),
  /** Tells this lock from one that the same process took before. */
  mark: z.string(),
})
type Holder = z.infer<typeof holder>

/** The right to write into a data folder, until released or the process ends. */
export interface DataDirLock {
  release(): Promise<void>
}

/** A lock is written a moment after it is made; one that stays unreadable is a leftover. */
const readTries = 4
/** How long others who saw the same stale lock may take to replace it, and then find ours. */
const settleMs = 50

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Who holds the lock; `unreadable` when nobody can be made out, null when it is free. */
async function readHolder(path: string): Promise<Holder | 'unreadable' | null> {
  for (let tries = 0; tries < readTries; tries++) {
    try {
      return holder.parse(JSON.parse(await fs.readFile(path, 'utf8')))
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return null
      if (systemCode(error) !== undefined) throw error
      await pause(settleMs)
    }
  }
  return 'unreadable'
}

async function tryToTake(path: string, mine: Holder): Promise<boolean> {
  try {
    await fs.writeFile(path, JSON.stringify(mine), { flag: 'wx', mode: fileMode })
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

const isLive = (other: Holder) => other.host !== hostname() || isAlive(other)

function inUse(dataDir: string, path: string, { pid, host, since }: Holder): LabError {
  const elsewhere = host !== hostname()
  const who = `process ${pid}${elsewhere ? ` on ${host}` : ''} has had it open since ${since}`
  const help = elsewhere
    ? `Close it there; if it no longer runs, delete ${path}.`
    : 'Close that one, or choose another folder with --data-dir.'
  return new LabError('directory-in-use', `Another Cooldown uses ${dataDir}: ${who}. ${help}`)
}

const markOf = (found: Holder | 'unreadable' | null) =>
  typeof found === 'object' ? found?.mark : found

/** Takes over a lock whose holder is gone; of several who try at once, the last to write has it. */
async function takeOver(path: string, stale: Holder | 'unreadable', mine: Holder): Promise<void> {
  if (markOf(await readHolder(path)) === markOf(stale))
    await unlessMissing(fs.unlink(path), undefined)
  if (await tryToTake(path, mine)) await pause(settleMs)
}

/** Takes the lock unless someone living has it. */
async function take(dataDir: string, path: string, mine: Holder): Promise<void> {
  if (await tryToTake(path, mine)) return
  for (;;) {
    const found = await readHolder(path)
    if (found === null) {
      if (await tryToTake(path, mine)) return
    } else if (found === 'unreadable' || !isLive(found)) {
      await takeOver(path, found, mine)
    } else if (found.mark === mine.mark) {
      return
    } else throw inUse(dataDir, path, found)
  }
}

/** Who has the folder open now, as a sentence begins; null when nobody living has. */
export async function lockHolder(dataDir: string): Promise<string | null> {
  const found = await readHolder(join(dataDir, 'lock'))
  if (found === null || found === 'unreadable' || !isLive(found)) return null
  return `process ${found.pid} on ${found.host}, since ${found.since}`
}

/** Makes this process the only one that writes into the folder. */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  const path = join(dataDir, 'lock')
  const mark = randomBytes(8).toString('hex')
  const since = new Date().toISOString()
  try {
    await take(dataDir, path, { ...thisProcess(), host: hostname(), since, mark })
  } catch (error) {
    throw storageFailed('lock', path, error)
  }
  return {
    release: async () => {
      try {
        const current = holder.parse(JSON.parse(await fs.readFile(path, 'utf8')))
        if (current.mark === mark) await fs.unlink(path)
      } catch {
        // Gone or taken over: nothing of ours is left to release.
      }
    },
  }
}
