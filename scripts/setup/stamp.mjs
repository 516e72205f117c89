import { statSync } from 'node:fs'
import { join } from 'node:path'
import { hashFile } from './files.mjs'

/**
 * How a verified file looked. Size and time tell at once that it is unchanged; only when they
 * differ is the file, which may have 800 MB, hashed again.
 * @typedef {{ bytes: number, mtimeMs: number, sha256: string }} FileStamp
 */

/**
 * @param {string} folder
 * @param {string[]} names
 * @returns {Promise<Record<string, FileStamp>>}
 */
export async function stampFiles(folder, names) {
  /** @type {Record<string, FileStamp>} */
  const stamps = {}
  for (const name of names) {
    const { size, mtimeMs } = statSync(join(folder, name))
    stamps[name] = { bytes: size, mtimeMs, sha256: await hashFile(join(folder, name)) }
  }
  return stamps
}

/**
 * Compares files with their stamps.
 * @param {string} folder
 * @param {Record<string, FileStamp>} stamps
 * @returns {Promise<{ complaint?: string, touched: boolean }>} what is wrong with the first file
 *   that is not as stamped; `touched` when only times differ, so that the stamp wants renewing
 */
export async function compareStamps(folder, stamps) {
  let touched = false
  for (const [name, stamp] of Object.entries(stamps)) {
    const found = statSync(join(folder, name), { throwIfNoEntry: false })
    if (!found?.isFile()) return { complaint: `${name} is missing`, touched }
    if (found.size !== stamp.bytes) {
      return { complaint: `${name} has ${found.size} bytes, expected ${stamp.bytes}`, touched }
    }
    if (found.mtimeMs === stamp.mtimeMs) continue
    touched = true
    const sha256 = await hashFile(join(folder, name))
    if (sha256 !== stamp.sha256) {
      return { complaint: `${name} has SHA-256 ${sha256}, expected ${stamp.sha256}`, touched }
    }
  }
  return { touched }
}
