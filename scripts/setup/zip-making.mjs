import { deflateRawSync } from 'node:zlib'
import { crc32 } from './crc32.mjs'

/**
 * @typedef {object} ZipPiece
 * @property {string} name
 * @property {string | Uint8Array} data
 * @property {boolean} [stored]
 * @property {number} [mode]
 * @property {number} [crc] a wrong one
 * @property {number} [size] a wrong one
 * @property {number} [flags]
 */

/**
 * Makes a zip archive for tests, in zip64 form when asked.
 * @param {ZipPiece[]} pieces
 * @param {{ zip64?: boolean, comment?: string }} [options]
 */
export function makeZip(pieces, { zip64 = false, comment = '' } = {}) {
  /** @type {Buffer[]} */
  const locals = []
  /** @type {Buffer[]} */
  const entries = []
  let offset = 0
  for (const piece of pieces) {
    const data = Buffer.from(piece.data)
    const packed = piece.stored ? data : deflateRawSync(data)
    const facts = {
      ...piece,
      name: Buffer.from(piece.name),
      crc: piece.crc ?? crc32(data),
      size: piece.size ?? data.length,
      packed: packed.length,
      offset,
      zip64,
    }
    const local = Buffer.concat([localHeader(facts), facts.name, packed])
    locals.push(local)
    entries.push(entryHeader(facts))
    offset += local.length
  }
  const directory = Buffer.concat(entries)
  const end = endOf(pieces.length, directory.length, offset, zip64)
  const text = Buffer.from(comment)
  end.writeUInt16LE(text.length, end.length - 2)
  return Buffer.concat([...locals, directory, end, text])
}

/** @param {any} facts */
function localHeader({ name, stored, crc, packed, size }) {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(stored ? 0 : 8, 8)
  header.writeUInt32LE(crc, 14)
  header.writeUInt32LE(packed, 18)
  header.writeUInt32LE(size, 22)
  header.writeUInt16LE(name.length, 26)
  return header
}

/** @param {any} facts */
function entryHeader({
  name,
  stored,
  crc,
  packed,
  size,
  offset,
  mode = 0o100644,
  flags = 0,
  zip64,
}) {
  const extra = Buffer.alloc(zip64 ? 28 : 0)
  if (zip64) {
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(24, 2)
    for (const [index, value] of [size, packed, offset].entries()) {
      extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index)
    }
  }
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(flags, 8)
  header.writeUInt16LE(stored ? 0 : 8, 10)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(zip64 ? 0xffffffff : packed, 20)
  header.writeUInt32LE(zip64 ? 0xffffffff : size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt16LE(extra.length, 30)
  header.writeUInt32LE((mode << 16) >>> 0, 38)
  header.writeUInt32LE(zip64 ? 0xffffffff : offset, 42)
  return Buffer.concat([header, name, extra])
}

/** @param {number} count @param {number} bytes @param {number} offset @param {boolean} zip64 */
function endOf(count, bytes, offset, zip64) {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(zip64 ? 0xffff : count, 10)
  end.writeUInt32LE(zip64 ? 0xffffffff : bytes, 12)
  end.writeUInt32LE(zip64 ? 0xffffffff : offset, 16)
  if (!zip64) return end
  const end64 = Buffer.alloc(56)
  end64.writeUInt32LE(0x06064b50, 0)
  end64.writeBigUInt64LE(BigInt(count), 32)
  end64.writeBigUInt64LE(BigInt(bytes), 40)
  end64.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + bytes), 8)
  return Buffer.concat([end64, locator, end])
}
