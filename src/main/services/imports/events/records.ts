import { formatCount } from '../../../../shared/domain/format'
import { maskedCrc32c } from '../../exports/events/crc32c'
import { fileFault } from '../file-fault'

const lengthBytes = 8
const crcBytes = 4
const headerBytes = lengthBytes + crcBytes

/** A message of a TFRecord file, with the byte at which its record begins. */
export interface EventRecord {
  readonly message: Uint8Array
  readonly offset: number
}

const at = (offset: number) => `byte ${formatCount(offset)}`

/** True where a file begins as TFRecord files do: with a length and its checksum. */
export function startsAsRecords(bytes: Uint8Array): boolean {
  if (bytes.length < headerBytes) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return view.getUint32(lengthBytes, true) === maskedCrc32c(bytes.subarray(0, lengthBytes))
}

/**
 * The messages of a TFRecord file, each checked against both of its checksums. A record that is cut
 * short or damaged is told with the byte at which it begins: nothing behind it could be trusted.
 */
export function* readRecords(file: string, bytes: Uint8Array): Generator<EventRecord> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let offset = 0; offset < bytes.length;) {
    const left = bytes.length - offset
    if (left < headerBytes) throw cutShort(file, offset, headerBytes, left)
    const crc = view.getUint32(offset + lengthBytes, true)
    if (crc !== maskedCrc32c(bytes.subarray(offset, offset + lengthBytes))) {
      throw damaged(file, offset, "the record's length", crc)
    }
    // Its checksum fits, so a length beyond what numbers hold is no accident; it is too long anyway.
    const length = Number(view.getBigUint64(offset, true))
    const whole = headerBytes + length + crcBytes
    if (left < whole) throw cutShort(file, offset, whole, left)
    const message = bytes.subarray(offset + headerBytes, offset + headerBytes + length)
    const messageCrc = view.getUint32(offset + headerBytes + length, true)
    if (messageCrc !== maskedCrc32c(message)) throw damaged(file, offset, 'the record', messageCrc)
    yield { message, offset }
    offset += whole
  }
}

const cutShort = (file: string, offset: number, whole: number, left: number) =>
  fileFault(
    file,
    at(offset),
    `the record that begins here must have ${formatCount(whole)} bytes; there are ${formatCount(left)}. Its program may still be writing, or ended early`,
  )

const damaged = (file: string, offset: number, what: string, crc: number) =>
  fileFault(
    file,
    at(offset),
    `${what} must fit its checksum, which is 0x${crc.toString(16).padStart(8, '0')}; it is damaged`,
  )
