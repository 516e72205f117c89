import { createHash } from 'node:crypto'
import { lstatSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** No file of the data set is larger, packed or unpacked (the largest unpacks to 47 MB). */
const MAX_BYTES = 64 << 20
/** Type code of unsigned bytes. */
const UNSIGNED_BYTE = 8
const CLASSES = 10

/** @typedef {{ dims: number[], sha256: string }} IdxPin `sha256` is that of the unpacked bytes */

/**
 * Checks one gzipped IDX file against its pin. Every complaint names file, value and rule.
 * @param {string} file
 * @param {IdxPin} pin
 */
export function verifyIdxFile(file, pin) {
  const complaint = complainAboutFile(file, pin)
  if (complaint) throw new Error(`${basename(file)} ${complaint}`)
}

/** @param {string} file @param {IdxPin} pin */
function complainAboutFile(file, pin) {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) {
    const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()
    return isLink ? 'is a link that leads nowhere' : 'is missing'
  }
  // A named pipe would be read for ever.
  if (!found.isFile()) return 'is not a regular file'
  if (found.size > MAX_BYTES) return `has ${found.size} bytes, at most ${MAX_BYTES} are allowed`
  const expected = headerBytes(pin.dims) + product(pin.dims)
  const unpacked = unpack(readFileSync(file), expected)
  return typeof unpacked === 'string' ? unpacked : complainAboutIdx(unpacked, pin)
}

/**
 * @param {Buffer} packed
 * @param {number} expected
 * @returns {Buffer | string}
 */
function unpack(packed, expected) {
  if (packed.length === 0) return 'is empty'
  const start = packed.toString('hex', 0, 2)
  if (start !== '1f8b') return `starts with ${start}, a gzip file must start with 1f8b`
  try {
    return gunzipSync(packed, { maxOutputLength: MAX_BYTES })
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code === 'ERR_BUFFER_TOO_LARGE') return `unpacks to more than ${MAX_BYTES} bytes`
    if (code === 'Z_BUF_ERROR') {
      return `is cut off after ${packed.length} bytes, whole it unpacks to ${expected} bytes`
    }
    return `cannot be unpacked (${message}), it must be one whole gzip stream`
  }
}

/**
 * @param {Buffer} bytes unpacked
 * @param {IdxPin} pin
 * @returns {string | undefined}
 */
export function complainAboutIdx(bytes, { dims, sha256 }) {
  const header = headerBytes(dims)
  const magic = (UNSIGNED_BYTE << 8) | dims.length
  const start = bytes.toString('hex', 0, 4)
  const expectedStart = magic.toString(16).padStart(8, '0')
  if (start !== expectedStart) return `has magic number ${start}, must be ${expectedStart}`
  if (bytes.length < header) return `unpacks to ${bytes.length} bytes, its header has ${header}`
  const found = dims.map((_, index) => bytes.readUInt32BE(4 + 4 * index))
  if (found.join() !== dims.join()) {
    return `has dimensions ${found.join(' x ')}, must be ${dims.join(' x ')}`
  }
  const expected = header + product(dims)
  if (bytes.length !== expected) {
    return `unpacks to ${bytes.length} bytes, must be ${expected} for ${dims.join(' x ')}`
  }
  if (dims.length === 1) {
    const at = bytes.subarray(header).findIndex((label) => label >= CLASSES)
    if (at >= 0) return `has label ${bytes[header + at]} at ${at}, must be 0 to ${CLASSES - 1}`
  }
  const hash = createHash('sha256').update(bytes).digest('hex')
  if (hash !== sha256) return `has SHA-256 ${hash} when unpacked, must be ${sha256}`
  return undefined
}

/** @param {number[]} dims */
function headerBytes(dims) {
  return 4 + 4 * dims.length
}

/** @param {number[]} numbers */
function product(numbers) {
  return numbers.reduce((all, one) => all * one, 1)
}
