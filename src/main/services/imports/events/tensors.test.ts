import { describe, expect, it } from 'vitest'
import { scalarIn } from './tensors'

const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value % 0x80) + 0x80, ...varint(Math.floor(value / 0x80))]
const field = (number: number, type: number, ...bytes: number[]) => [
  ...varint(number * 8 + type),
  ...bytes,
]
const whole = (number: number, value: number) => field(number, 0, ...varint(value))
const bytes = (number: number, content: readonly number[]) =>
  field(number, 2, ...varint(content.length), ...content)

function little(write: (view: DataView) => void, size: number): number[] {
  const view = new DataView(new ArrayBuffer(size))
  write(view)
  return [...new Uint8Array(view.buffer)]
}
const float32 = (value: number) => little((view) => view.setFloat32(0, value, true), 4)
const float64 = (value: number) => little((view) => view.setFloat64(0, value, true), 8)

const read = (...fields: readonly (readonly number[])[]) => scalarIn(Uint8Array.from(fields.flat()))

/** DataTypes of TensorFlow. */
const type = { float: 1, double: 2, int32: 3, text: 7, int64: 9, bfloat16: 14, half: 19 }
const dtype = (of: keyof typeof type) => whole(1, type[of])
/** Dimensions, each a message with its size; other fields of shapes are passed over. */
const shape = (...sizes: number[]) =>
  bytes(
    2,
    sizes.flatMap((size) => bytes(2, [...whole(1, size), ...bytes(2, [0x78])])),
  )

describe('a tensor that is a scalar', () => {
  it.each<[string, number, readonly (readonly number[])[]]>([
    ['a float in the bytes of its content', 0.5, [dtype('float'), bytes(4, float32(0.5))]],
    ['a float alone', 1.5, [dtype('float'), field(5, 5, ...float32(1.5))]],
    ['a float in a packed list', -2, [dtype('float'), bytes(5, float32(-2))]],
    ['a double alone', 0.1, [dtype('double'), field(6, 1, ...float64(0.1))]],
    ['a double in a packed list', 0.1, [dtype('double'), bytes(6, float64(0.1))]],
    ['a whole number alone', 300, [dtype('int32'), whole(7, 300)]],
    ['a whole number in a packed list', 300, [dtype('int64'), bytes(10, varint(300))]],
    ['a negative one', -1, [dtype('int64'), bytes(10, [...Array<number>(9).fill(0xff), 1])]],
    ['a half alone', 1.5, [dtype('half'), whole(13, 0x3e00)]],
    ['a negative half', -2, [dtype('half'), whole(13, 0xc000)]],
    ['a half too small for its exponent', 2 ** -24, [dtype('half'), whole(13, 1)]],
    ['a half that is infinite', Infinity, [dtype('half'), whole(13, 0x7c00)]],
    ['a half that is no number', NaN, [dtype('half'), whole(13, 0x7e00)]],
    ['a bfloat16 in a packed list', -3, [dtype('bfloat16'), bytes(13, varint(0xc040))]],
    ['a bfloat16 in the bytes of its content', 1, [dtype('bfloat16'), bytes(4, [0x80, 0x3f])]],
    ['a tensor of one number in a list of lists', 4, [dtype('int32'), shape(1, 1), whole(7, 4)]],
    ['an empty list, as protobuf leaves out what is 0', 0, [dtype('float'), bytes(2, [])]],
  ])('%s', (_, value, fields) => {
    expect(read(...fields)).toBe(value)
  })

  it('has no other number of dimensions, even if its rank is said to be unknown', () => {
    expect(read(dtype('float'), bytes(2, whole(3, 1)), field(5, 5, ...float32(7)))).toBe(7)
  })
})

describe('a tensor that is none', () => {
  it.each<[string, readonly (readonly number[])[]]>([
    ['of text', [dtype('text'), bytes(8, [0x78])]],
    ['of a type that it does not tell', [field(5, 5, ...float32(1))]],
    ['of two numbers by its shape', [dtype('float'), shape(2), bytes(4, float32(1))]],
    ['of no number by its shape', [dtype('float'), bytes(2, bytes(2, [])), bytes(4, float32(1))]],
    ['of two numbers in its list', [dtype('float'), bytes(5, [...float32(1), ...float32(2)])]],
  ])('%s', (_, fields) => {
    expect(read(...fields)).toBeNull()
  })

  it('falls back on its list where its content has another length than its type', () => {
    expect(read(dtype('float'), bytes(4, [1, 2, 3]), field(5, 5, ...float32(9)))).toBe(9)
  })
})
