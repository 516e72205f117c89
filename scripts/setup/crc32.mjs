import * as zlib from 'node:zlib'

const POLYNOMIAL = 0xedb88320

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1
  return value
})

/**
 * @param {Uint8Array} bytes
 * @param {number} [before] CRC of what came before
 */
export function crc32InJavaScript(bytes, before = 0) {
  let crc = ~before
  for (const byte of bytes) crc = (crc >>> 8) ^ /** @type {number} */ (TABLE[(crc ^ byte) & 0xff])
  return ~crc >>> 0
}

/** Node's own since 20.15 and 22.2; ten times faster. */
export const crc32 = /** @type {typeof crc32InJavaScript} */ (
  /** @type {any} */ (zlib).crc32 ?? crc32InJavaScript
)
