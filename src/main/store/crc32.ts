import zlib from 'node:zlib'

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1
  return value
})

/** CRC-32 as in zip and PNG, as an unsigned number; in JavaScript alone. */
export function crc32Plain(bytes: Uint8Array): number {
  let crc = 0xffff_ffff
  // The index is below 256 and so always in the table.
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] as number)
  return (crc ^ 0xffff_ffff) >>> 0
}

// Ten times as fast, but only since Node 20.15; older ones run inside older Electrons.
const native = (zlib as { crc32?: (bytes: Uint8Array) => number }).crc32

/** CRC-32 as in zip and PNG, as an unsigned number. */
export const crc32: (bytes: Uint8Array) => number = native ?? crc32Plain

/** A CRC-32 as eight hexadecimal digits. */
export const crcDigits = (crc: number): string => crc.toString(16).padStart(8, '0')

/** CRC-32 of a text's UTF-8 bytes, as eight hexadecimal digits. */
export const crc32Hex = (text: string): string => crcDigits(crc32(Buffer.from(text)))
