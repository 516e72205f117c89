const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1
  return value
})

/** CRC-32 as in zip and PNG, as an unsigned number. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff
  // The index is below 256 and so always in the table.
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] as number)
  return (crc ^ 0xffff_ffff) >>> 0
}

/** CRC-32 of a text's UTF-8 bytes, as eight hexadecimal digits. */
export const crc32Hex = (text: string): string =>
  crc32(Buffer.from(text)).toString(16).padStart(8, '0')
