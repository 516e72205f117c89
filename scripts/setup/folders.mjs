import { accessSync, constants, cpSync, existsSync, mkdirSync } from 'node:fs'
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { uniqueSuffix } from './files.mjs'
import { isAlive } from './processes.mjs'

/**
 * Makes a folder with those above it. Where that fails, says which folder refuses and why: Node's
 * own message speaks of a missing folder even on a read-only disk.
 * @param {string} folder
 */
export function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    let above = folder
    while (above !== dirname(above) && !existsSync(above)) above = dirname(above)
    try {
      accessSync(above, constants.W_OK)
    } catch (refusal) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (refusal)
      throw new Error(`cannot write to ${above} (${code})`, { cause: error })
    }
    throw error
  }
}

/**
 * Runs `work` with a fresh folder beside `beside`, which is gone afterwards whatever happens.
 * @template T
 * @param {string} beside
 * @param {(folder: string) => Promise<T>} work
 */
export async function withTemporaryFolder(beside, work) {
  sweepTemporaries(dirname(beside))
  const folder = `${beside}.${uniqueSuffix()}`
  makeFolder(folder)
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Deletes what processes that were killed left behind.
 * @param {string} folder
 */
export function sweepTemporaries(folder) {
  for (const name of listNames(folder)) {
    const owner = /\.tmp-(\d+)-[0-9a-f]{8}$/.exec(name)?.[1]
    if (owner !== undefined && !isAlive(Number(owner))) {
      rmSync(join(folder, name), { recursive: true, force: true })
    }
  }
}

/**
 * @param {string} folder
 * @returns {string[]} empty when there is no such folder
 */
export function listNames(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/**
 * Bytes of all files below a folder; files that vanish meanwhile count as nothing.
 * @param {string} folder
 * @returns {number}
 */
export function bytesBelow(folder) {
  try {
    const entry = statSync(folder)
    if (!entry.isDirectory()) return entry.size
  } catch {
    return 0
  }
  return listNames(folder).reduce((sum, name) => sum + bytesBelow(join(folder, name)), 0)
}

/**
 * Another process may use the old folder: it is moved aside first, never written into.
 * @param {string} fresh
 * @param {string} folder
 */
export function replaceFolder(fresh, folder) {
  const old = `${folder}.${uniqueSuffix()}`
  try {
    renameSync(folder, old)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error
  }
  renameSync(fresh, folder)
  rmSync(old, { recursive: true, force: true })
}

/**
 * Moves a folder, by copying where it crosses a border between disks.
 * @param {string} from
 * @param {string} to
 */
export function moveFolder(from, to) {
  try {
    renameSync(from, to)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EXDEV') throw error
    cpSync(from, to, { recursive: true, verbatimSymlinks: true })
    rmSync(from, { recursive: true })
  }
}
