import { maskedCrc32c } from './crc32c'

const headerBytes = 12
const footerBytes = 4

/**
 * Messages as a TFRecord file: for each its length (64 bits), the length's masked CRC-32C, the
 * message, and the message's; all little-endian.
 */
export function toRecords(messages: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const framed = messages.reduce((sum, { length }) => sum + length + headerBytes + footerBytes, 0)
  const bytes = new Uint8Array(framed)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const message of messages) {
    view.setBigUint64(at, BigInt(message.length), true)
    view.setUint32(at + 8, maskedCrc32c(bytes.subarray(at, at + 8)), true)
    bytes.set(message, at + headerBytes)
    view.setUint32(at + headerBytes + message.length, maskedCrc32c(message), true)
    at += headerBytes + message.length + footerBytes
  }
  return bytes
}
