/** Magic, version and length of the header (both uint32, little-endian) begin a checkpoint's file. */
const magic = 'CLDNCKPT'
export const checkpointVersion = 1
export const checkpointHeaderAt = magic.length + 8
/** The SHA-256 of everything before it ends the file. */
export const checkpointDigestBytes = 32

/** Hashes bytes with SHA-256; the lab and the trainer have Node's. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

export const checkpointMagic: Uint8Array = Uint8Array.from(magic, (letter) => letter.charCodeAt(0))

const areSame = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, index) => byte === b[index])

/**
 * Why a file is no whole checkpoint, as the end of a sentence on it; null when it is one. What the
 * checkpoint holds only the trainer knows.
 */
export function checkpointFault(file: Uint8Array, sha256: Sha256): string | null {
  const begins = areSame(file.subarray(0, magic.length), checkpointMagic)
  if (file.length < checkpointHeaderAt + checkpointDigestBytes || !begins)
    return 'it is no checkpoint'
  const version = new DataView(file.buffer, file.byteOffset).getUint32(magic.length, true)
  if (version !== checkpointVersion) {
    return `it has the version ${version}, this Cooldown reads ${checkpointVersion}`
  }
  const body = file.subarray(0, -checkpointDigestBytes)
  const isWhole = areSame(sha256(body), file.subarray(-checkpointDigestBytes))
  return isWhole ? null : 'its checksum does not match'
}
