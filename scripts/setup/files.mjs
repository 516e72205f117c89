import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'

/**
 * @param {string} file
 * @returns {any} undefined when the file is missing or is not JSON
 */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Writes under a temporary name and renames, so that a reader sees the old file or the new one.
 * @param {string} file
 * @param {unknown} value
 */
export function writeJson(file, value) {
  mkdirSync(dirname(file), { recursive: true })
  const temporary = `${file}.${uniqueSuffix()}`
  writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`)
  renameSync(temporary, file)
}

/**
 * For what only saves time: a cache that cannot be written costs looking again next time.
 * @param {string} file
 * @param {unknown} value
 */
export function writeJsonIfPossible(file, value) {
  try {
    writeJson(file, value)
  } catch {
    // See above.
  }
}

/** Part of a temporary name: the process that owns it, and something unique. */
export function uniqueSuffix() {
  return `tmp-${process.pid}-${randomBytes(4).toString('hex')}`
}

/**
 * @param {string} file
 * @returns {Promise<string>} SHA-256 in hex
 */
export async function hashFile(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
