import { fieldsOf, varintsIn, type Field } from './protobuf'

/** A number type of TensorFlow: how wide it is in a tensor's bytes, and how it is read there. */
interface NumberType {
  readonly bytes: number
  readonly read: (view: DataView) => number
  /** Field of TensorProto that holds such numbers one by one. */
  readonly field: number
}

/** A float of 16 bits, as IEEE 754 has it. */
function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** The upper half of a float of 32 bits. */
function bfloatOf(bits: number): number {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint32(0, bits << 16)
  return view.getFloat32(0)
}

/** By DataType of TensorFlow. */
const types: Readonly<Record<number, NumberType>> = {
  1: { bytes: 4, read: (view) => view.getFloat32(0, true), field: 5 },
  2: { bytes: 8, read: (view) => view.getFloat64(0, true), field: 6 },
  3: { bytes: 4, read: (view) => view.getInt32(0, true), field: 7 },
  9: { bytes: 8, read: (view) => Number(view.getBigInt64(0, true)), field: 10 },
  14: { bytes: 2, read: (view) => bfloatOf(view.getUint16(0, true)), field: 13 },
  19: { bytes: 2, read: (view) => halfOf(view.getUint16(0, true)), field: 13 },
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The numbers of a field, packed together or one alone. */
function numbersIn(field: Field, type: number, { bytes, read }: NumberType): number[] {
  if (field.kind === 'fixed32' || field.kind === 'fixed64') return [read(field.value)]
  if (field.kind === 'varint') return [fromVarint(field.value, type)]
  if (type === 1 || type === 2) {
    const count = Math.floor(field.value.length / bytes)
    return Array.from({ length: count }, (_, at) =>
      read(viewOf(field.value.subarray(at * bytes, (at + 1) * bytes))),
    )
  }
  return varintsIn(field.value).map((value) => fromVarint(value, type))
}

function fromVarint(value: bigint, type: number): number {
  if (type === 14) return bfloatOf(Number(value))
  if (type === 19) return halfOf(Number(value))
  return Number(BigInt.asIntN(64, value))
}

/** Product of a TensorShapeProto's dimensions; 1 for a scalar. */
function sizeOf(shape: Uint8Array): number {
  let size = 1
  for (const field of fieldsOf(shape)) {
    if (field.number !== 2 || field.kind !== 'bytes') continue
    let dimension = 0
    for (const { number, kind, value } of fieldsOf(field.value)) {
      if (number === 1 && kind === 'varint') dimension = Number(value)
    }
    size *= dimension
  }
  return size
}

/** The number in a TensorProto; null for tensors of another type, or with more numbers than one. */
export function scalarIn(tensor: Uint8Array): number | null {
  const fields = [...fieldsOf(tensor)]
  const dtype = fields.find(({ number, kind }) => number === 1 && kind === 'varint')
  const code = dtype?.kind === 'varint' ? Number(dtype.value) : 0
  const type = types[code]
  if (!type) return null
  const shape = fields.find(({ number }) => number === 2)
  if (shape?.kind === 'bytes' && sizeOf(shape.value) !== 1) return null
  const content = fields.find(({ number }) => number === 4)
  if (content?.kind === 'bytes' && content.value.length === type.bytes) {
    return type.read(viewOf(content.value))
  }
  const values = fields
    .filter(({ number }) => number === type.field)
    .flatMap((field) => numbersIn(field, code, type))
  // An empty list stands for a 0, as protobuf leaves out what is 0.
  return values.length > 1 ? null : (values[0] ?? 0)
}
