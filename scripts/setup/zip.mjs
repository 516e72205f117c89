import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { crc32 } from './crc32.mjs'
import { readDirectory } from './zip-directory.mjs'

const LOCAL_HEADER = 0x04034b50
const LOCAL_HEADER_BYTES = 30
const STORED = 0
const DEFLATED = 8
const SYMLINK = 0o120000
const FILE_TYPE = 0o170000
/** No wanted file is larger; the largest has 1.2 GB. */
const MAX_FILE_BYTES = 4e9

/** @typedef {import('./zip-directory.mjs').ZipEntry} ZipEntry */

/**
 * Extracts the wanted files of a zip archive, each streamed, bounded and checked by its CRC.
 * @param {string} archive
 * @param {string} folder nothing is ever written outside it
 * @param {(name: string) => string | undefined} wanted path below the folder; undefined to skip
 * @param {(bytes: number) => void} [onBytes] called with all bytes written so far
 * @returns {Promise<string[]>} the paths written, as `wanted` gave them
 */
export async function extract(archive, folder, wanted, onBytes = () => {}) {
  const handle = await open(archive)
  /** @type {string[]} */
  const written = []
  let bytes = 0
  try {
    for (const entry of await readDirectory(handle)) {
      const path = entry.name.endsWith('/') ? undefined : wanted(entry.name)
      if (path === undefined) continue
      const from = await dataOffset(handle, refuseOdd(entry))
      const target = contain(folder, path)
      mkdirSync(dirname(target), { recursive: true })
      await writeEntry({ archive, entry, from, target }, (chunk) => onBytes((bytes += chunk)))
      written.push(path)
    }
  } finally {
    await handle.close()
  }
  return written
}

/** @param {ZipEntry} entry */
function refuseOdd(entry) {
  const { name, method, encrypted, mode, size } = entry
  if (encrypted) throw new Error(`zip entry ${name} is encrypted`)
  if ((mode & FILE_TYPE) === SYMLINK) throw new Error(`zip entry ${name} is a symbolic link`)
  if (method !== STORED && method !== DEFLATED) {
    throw new Error(`zip entry ${name} is packed by method ${method}, expected 0 or 8`)
  }
  if (size > MAX_FILE_BYTES) {
    throw new Error(`zip entry ${name} has ${size} bytes, at most ${MAX_FILE_BYTES} are allowed`)
  }
  return entry
}

/**
 * @param {string} folder
 * @param {string} path
 */
export function contain(folder, path) {
  const target = resolve(folder, path)
  const inside = relative(resolve(folder), target)
  const leaves = inside === '' || inside.startsWith('..') || isAbsolute(inside)
  if (leaves || /[\\\0]/.test(path)) throw new Error(`zip entry ${path} leads out of the folder`)
  return target
}

/** @param {import('node:fs/promises').FileHandle} handle @param {ZipEntry} entry */
async function dataOffset(handle, entry) {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES)
  const { bytesRead } = await handle.read(header, 0, LOCAL_HEADER_BYTES, entry.offset)
  if (bytesRead < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_HEADER) {
    throw new Error(`zip entry ${entry.name} has no header where the directory says`)
  }
  return entry.offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28)
}

/**
 * @param {{ archive: string, entry: ZipEntry, from: number, target: string }} what
 * @param {(bytes: number) => void} onChunk
 */
async function writeEntry({ archive, entry, from, target }, onChunk) {
  let size = 0
  let crc = 0
  const check = async function* (/** @type {AsyncIterable<Buffer>} */ source) {
    for await (const chunk of source) {
      size += chunk.length
      if (size > entry.size) throw new Error(`zip entry ${entry.name} is larger than it says`)
      crc = crc32(chunk, crc)
      onChunk(chunk.length)
      yield chunk
    }
  }
  const mode = entry.mode & 0o111 ? 0o755 : 0o644
  const sink = createWriteStream(target, { flags: 'wx', mode, highWaterMark: 1 << 20 })
  const end = from + entry.packed - 1
  const packed = { start: from, end, highWaterMark: 1 << 20 }
  const source = entry.packed > 0 ? createReadStream(archive, packed) : Readable.from([])
  if (entry.method === STORED) await pipeline(source, check, sink)
  else await pipeline(source, createInflateRaw({ chunkSize: 1 << 18 }), check, sink)
  if (size !== entry.size) {
    throw new Error(`zip entry ${entry.name} has ${size} bytes, expected ${entry.size}`)
  }
  if (crc !== entry.crc) {
    throw new Error(`zip entry ${entry.name} has CRC ${hex(crc)}, expected ${hex(entry.crc)}`)
  }
}

/** @param {number} value */
function hex(value) {
  return value.toString(16).padStart(8, '0')
}
