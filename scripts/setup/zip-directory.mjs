const END = 0x06054b50
const END64 = 0x06064b50
const END64_LOCATOR = 0x07064b50
const ENTRY = 0x02014b50
const END_BYTES = 22
const LOCATOR_BYTES = 20
const END64_BYTES = 56
const ENTRY_BYTES = 46
const MAX_COMMENT_BYTES = 0xffff
const IN_ZIP64 = 0xffffffff
/** The wheel with the most files has 16,000 of them, and a directory of 3 MB. */
const MAX_DIRECTORY_BYTES = 64 << 20

/**
 * @typedef {object} ZipEntry
 * @property {string} name
 * @property {number} method
 * @property {boolean} encrypted
 * @property {number} crc
 * @property {number} packed bytes in the archive
 * @property {number} size bytes unpacked
 * @property {number} mode file type and permissions of Unix
 * @property {number} offset of its header
 */

/**
 * Reads the list of files at the end of a zip archive.
 * @param {import('node:fs/promises').FileHandle} handle
 * @returns {Promise<ZipEntry[]>}
 */
export async function readDirectory(handle) {
  const { size } = await handle.stat()
  const tail = await readAt(
    handle,
    Math.max(0, size - END_BYTES - MAX_COMMENT_BYTES - LOCATOR_BYTES),
    size,
  )
  const at = findEnd(tail)
  if (at < 0)
    throw new Error('not a zip archive, or a truncated one: it has no directory at its end')
  const { offset, bytes, count } = await locate(handle, tail, at)
  if (bytes > MAX_DIRECTORY_BYTES || offset + bytes > size) {
    throw new Error(`the zip directory claims ${bytes} bytes at ${offset} of ${size}`)
  }
  return parseEntries(await readAt(handle, offset, offset + bytes), count)
}

/** @param {Buffer} tail */
function findEnd(tail) {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === END) return at
  }
  return -1
}

/**
 * @param {import('node:fs/promises').FileHandle} handle
 * @param {Buffer} tail
 * @param {number} at
 */
async function locate(handle, tail, at) {
  const locator = at - LOCATOR_BYTES
  if (locator < 0 || tail.readUInt32LE(locator) !== END64_LOCATOR) {
    return {
      count: tail.readUInt16LE(at + 10),
      bytes: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    }
  }
  const start = toNumber(tail.readBigUInt64LE(locator + 8))
  const end = await readAt(handle, start, start + END64_BYTES)
  if (end.readUInt32LE(0) !== END64) throw new Error('the zip64 directory end is damaged')
  return {
    count: toNumber(end.readBigUInt64LE(32)),
    bytes: toNumber(end.readBigUInt64LE(40)),
    offset: toNumber(end.readBigUInt64LE(48)),
  }
}

/** @param {Buffer} directory @param {number} count */
function parseEntries(directory, count) {
  /** @type {ZipEntry[]} */
  const entries = []
  let at = 0
  while (entries.length < count) {
    if (at + ENTRY_BYTES > directory.length || directory.readUInt32LE(at) !== ENTRY) {
      throw new Error(`the zip directory ends after ${entries.length} of ${count} entries`)
    }
    const nameBytes = directory.readUInt16LE(at + 28)
    const extraBytes = directory.readUInt16LE(at + 30)
    const nameEnd = at + ENTRY_BYTES + nameBytes
    entries.push({
      name: directory.toString('utf8', at + ENTRY_BYTES, nameEnd),
      method: directory.readUInt16LE(at + 10),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      crc: directory.readUInt32LE(at + 16),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      ...largeNumbers(directory, at, directory.subarray(nameEnd, nameEnd + extraBytes)),
    })
    at = nameEnd + extraBytes + directory.readUInt16LE(at + 32)
  }
  return entries
}

/**
 * Sizes and offset, from the zip64 extra field where they do not fit 32 bits.
 * @param {Buffer} directory
 * @param {number} at
 * @param {Buffer} extra
 */
function largeNumbers(directory, at, extra) {
  const large = zip64Field(extra)
  let next = 0
  const read = (/** @type {number} */ field) => {
    const small = directory.readUInt32LE(at + field)
    if (small !== IN_ZIP64 || next + 8 > large.length) return small
    next += 8
    return toNumber(large.readBigUInt64LE(next - 8))
  }
  const size = read(24)
  const packed = read(20)
  return { size, packed, offset: read(42) }
}

/** @param {Buffer} extra */
function zip64Field(extra) {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1)
      return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
  }
  return Buffer.alloc(0)
}

/** @param {bigint} value */
function toNumber(value) {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error(`zip number ${value} is too large`)
  return Number(value)
}

/**
 * @param {import('node:fs/promises').FileHandle} handle
 * @param {number} from
 * @param {number} to
 */
async function readAt(handle, from, to) {
  const buffer = Buffer.alloc(to - from)
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, from)
  if (bytesRead < buffer.length) throw new Error('the zip archive ends too early')
  return buffer
}
