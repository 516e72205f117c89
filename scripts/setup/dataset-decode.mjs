import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readJson, uniqueSuffix, writeJson } from './files.mjs'
import { sweepTemporaries } from './folders.mjs'

/** Magic number and one length per dimension, four bytes each. */
const headerBytes = (/** @type {number[]} */ dims) => 4 + 4 * dims.length

/**
 * @typedef {object} DecodedDataset the four files' contents, without headers, one after the other
 * @property {string} file
 * @property {number} bytes
 * @property {string} sha256
 */

/**
 * Unpacks the verified files of a folder into one file that trainers read from, once.
 * @param {import('./context.mjs').Context} context
 * @param {string} folder
 * @returns {DecodedDataset}
 */
export function decodeDataset(context, folder) {
  const { files, decoded } = context.pins.dataset
  const file = join(context.cache, 'datasets', decoded.name)
  const stampFile = `${file}.json`
  const isFresh = JSON.stringify(readJson(stampFile)) === JSON.stringify(look(file, decoded.sha256))
  if (!isFresh) {
    sweepTemporaries(dirname(file))
    const parts = Object.entries(files).map(([name, { dims }]) =>
      gunzipSync(readFileSync(join(folder, name))).subarray(headerBytes(dims)),
    )
    writeVerified(file, parts, decoded.sha256)
    writeJson(stampFile, look(file, decoded.sha256))
  }
  return { file, bytes: decoded.bytes, sha256: decoded.sha256 }
}

/** @param {string} file @param {string} sha256 */
function look(file, sha256) {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? { bytes: found.size, mtimeMs: found.mtimeMs, sha256 } : null
}

/** @param {string} file @param {Buffer[]} parts @param {string} expected SHA-256 of the whole */
function writeVerified(file, parts, expected) {
  const hash = createHash('sha256')
  const temporary = `${file}.${uniqueSuffix()}`
  const handle = openSync(temporary, 'w')
  try {
    for (const part of parts) {
      for (let at = 0; at < part.length;) at += writeSync(handle, part, at)
      hash.update(part)
    }
    fsyncSync(handle)
    const found = hash.digest('hex')
    if (found !== expected) {
      throw new Error(`the decoded data have SHA-256 ${found}, must be ${expected}`)
    }
    renameSync(temporary, file)
  } finally {
    closeSync(handle)
    rmSync(temporary, { force: true })
  }
}
