/** A field of a protobuf message; a length-delimited one holds text, bytes or another message. */
export type Field =
  | { readonly number: number; readonly kind: 'varint'; readonly value: bigint }
  | { readonly number: number; readonly kind: 'fixed64'; readonly value: DataView }
  | { readonly number: number; readonly kind: 'fixed32'; readonly value: DataView }
  | { readonly number: number; readonly kind: 'bytes'; readonly value: Uint8Array }

/** A message that breaks the rules of the wire format. */
export class WireFault extends Error {
  override readonly name = 'WireFault'
}

const mostVarintBytes = 10
const sevenBits = 0x7fn

class Cursor {
  private readonly view: DataView
  private at = 0

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length
  }

  varint(): bigint {
    let value = 0n
    for (let count = 0; count < mostVarintBytes; count++) {
      const byte = this.fixed(1).getUint8(0)
      value |= (BigInt(byte) & sevenBits) << BigInt(7 * count)
      if (byte < 0x80) return BigInt.asUintN(64, value)
    }
    throw new WireFault('a number has more than ten bytes')
  }

  take(count: number): Uint8Array {
    if (this.at + count > this.bytes.length) throw new WireFault('a field is cut short')
    this.at += count
    return this.bytes.subarray(this.at - count, this.at)
  }

  fixed(count: number): DataView {
    const start = this.at
    this.take(count)
    return new DataView(this.view.buffer, this.view.byteOffset + start, count)
  }
}

/** Numbers packed together, each of seven bits to a byte. */
export function varintsIn(bytes: Uint8Array): readonly bigint[] {
  const cursor = new Cursor(bytes)
  const values: bigint[] = []
  while (!cursor.isAtEnd) values.push(cursor.varint())
  return values
}

/** The fields of a message in their order, unread: whoever knows the message knows their meaning. */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  const cursor = new Cursor(message)
  while (!cursor.isAtEnd) {
    const key = Number(cursor.varint())
    const number = key >>> 3
    if (number === 0) throw new WireFault('a field has the number 0')
    switch (key & 7) {
      case 0:
        yield { number, kind: 'varint', value: cursor.varint() }
        break
      case 1:
        yield { number, kind: 'fixed64', value: cursor.fixed(8) }
        break
      case 2:
        yield { number, kind: 'bytes', value: cursor.take(Number(cursor.varint())) }
        break
      case 5:
        yield { number, kind: 'fixed32', value: cursor.fixed(4) }
        break
      default:
        throw new WireFault(`a field has the unknown wire type ${key & 7}`)
    }
  }
}
