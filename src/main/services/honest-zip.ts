import { inflateRawSync } from 'node:zlib'

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endLength = 22
const entryLength = 46
const localLength = 30
const longestComment = 0xffff
/** Stands where the true value is elsewhere, in a format for more than 4 GB. */
const elsewhere = 0xffffffff
const deflated = 8

function endOf(view: DataView): number {
  const last = view.byteLength - endLength
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  throw new Error('it has no list of its files')
}

/**
 * Throws unless every deflated file of the archive unpacks to the size that it claims. A few bytes
 * of an archive may unpack to a thousand times as many, so that limits on claimed sizes hold only
 * for archives that do not lie; whoever unpacks one that lies is busy for minutes.
 */
export function requireHonestSizes(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== entrySignature) throw new Error('its list is damaged')
    const [packed, claimed] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
    const local = view.getUint32(at + 42, true)
    if ([packed, claimed, local].includes(elsewhere)) throw new Error('it is a zip64 archive')
    if (view.getUint16(at + 10, true) === deflated) {
      const head = view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
      const start = local + localLength + head
      // One more than claimed, as nothing at all is no limit that zlib takes.
      const options = { maxOutputLength: claimed + 1 }
      const { length } = inflateRawSync(bytes.subarray(start, start + packed), options)
      if (length !== claimed) throw new Error('a file in it has another size than it claims')
    }
    at += entryLength
    at +=
      view.getUint16(at - 18, true) + view.getUint16(at - 16, true) + view.getUint16(at - 14, true)
  }
}
