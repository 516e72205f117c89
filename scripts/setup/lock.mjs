import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isAlive, startOf } from './processes.mjs'

const POLL_MS = 200
/** A lock file without readable contents is being written, or was left so by a crash. */
const UNREADABLE_MS = 5_000

/**
 * @typedef {object} Owner
 * @property {number} pid
 * @property {string} host
 * @property {string} [started] tells this process from a later one with the same number
 * @property {number} [child] a command working for the owner, which may outlive it
 */

/**
 * Runs `work` while no other set-up, of this checkout or another, works on the same thing.
 * @template T
 * @param {import('./context.mjs').Context} context
 * @param {string} name
 * @param {(hold: (child: number) => void) => Promise<T>} work `hold` extends the lock to a child
 */
export async function withLock(context, name, work) {
  const folder = join(context.cache, 'locks')
  if (!canWrite(folder)) return work(() => {})
  const file = join(folder, `${name}.lock`)
  const owner = { pid: process.pid, host: hostname(), started: startOf(process.pid) }
  for (let told = false; !tryCreate(file, owner); told = true) {
    const holder = readOwner(file)
    if (isStale(file, holder)) takeAway(file)
    else {
      const part = name.replace(/-[0-9a-f]{12}$/, '')
      const who = `process ${holder?.pid ?? '?'}`
      if (!told) context.log.say(`Waiting for another set-up (${who}) to finish: ${part}.`)
      await wait(POLL_MS)
    }
  }
  const release = () => {
    if (readOwner(file)?.pid === process.pid) rmSync(file, { force: true })
  }
  process.once('exit', release)
  try {
    return await work((child) => writeFileSync(file, JSON.stringify({ ...owner, child })))
  } finally {
    process.removeListener('exit', release)
    release()
  }
}

/**
 * A cache that an administrator has filled may be read-only: then there is nothing to protect.
 * @param {string} folder
 */
function canWrite(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** @param {string} file @param {Owner} owner */
function tryCreate(file, owner) {
  try {
    writeFileSync(file, JSON.stringify(owner), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/** @param {string} file @returns {Owner | undefined} */
function readOwner(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * @param {string} file
 * @param {Owner | undefined} owner
 */
function isStale(file, owner) {
  if (owner === undefined) return ageOf(file) > UNREADABLE_MS
  // A cache on a network drive: whether a process of another machine lives cannot be seen.
  if (owner.host !== hostname()) return false
  if (owner.child !== undefined && isAlive(owner.child)) return false
  return !isAlive(owner.pid) || startOf(owner.pid) !== owner.started
}

/**
 * Two who find the same stale lock must not both remove it: the second would remove the lock that
 * the first has just made. So removing has a lock of its own, held for microseconds.
 * @param {string} file
 */
function takeAway(file) {
  const broom = `${file}.broom`
  try {
    writeFileSync(broom, '', { flag: 'wx' })
  } catch {
    if (ageOf(broom) > UNREADABLE_MS) rmSync(broom, { force: true })
    return
  }
  if (isStale(file, readOwner(file))) rmSync(file, { force: true })
  rmSync(broom, { force: true })
}

/** @param {string} file */
function ageOf(file) {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? Date.now() - found.mtimeMs : 0
}
