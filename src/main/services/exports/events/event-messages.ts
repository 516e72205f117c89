/** Wire types of protocol buffers: a varint, eight bytes, or a length with as many bytes. */
const varintType = 0
const fixed64Type = 1
const lengthType = 2

const sevenBits = 0x80

function varint(value: number): readonly number[] {
  const bytes: number[] = []
  let left = value
  while (left >= sevenBits) {
    bytes.push((left % sevenBits) + sevenBits)
    left = Math.floor(left / sevenBits)
  }
  return [...bytes, left]
}

const tag = (field: number, type: number) => varint(field * 8 + type)
const whole = (field: number, value: number) => [...tag(field, varintType), ...varint(value)]
const nested = (field: number, bytes: readonly number[]) => [
  ...tag(field, lengthType),
  ...varint(bytes.length),
  ...bytes,
]
const encoder = new TextEncoder()
const text = (field: number, value: string) => nested(field, [...encoder.encode(value)])

function double(field: number, value: number): readonly number[] {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value, true)
  return [...tag(field, fixed64Type), ...bytes]
}

/** A scalar as TensorFlow's `TensorProto`: float32, no dimensions, its four bytes. */
function scalarTensor(value: number): readonly number[] {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setFloat32(0, value, true)
  return [...whole(1, 1), ...nested(2, []), ...nested(4, [...bytes])]
}

/** `SummaryMetadata` that names TensorBoard's plugin for scalars. */
const scalarsPlugin = nested(1, text(1, 'scalars'))

/** The event that opens a file; `wallTime` in seconds since 1970. */
export const openingEvent = (wallTime: number): Uint8Array =>
  Uint8Array.from([
    ...double(1, Math.floor(wallTime)),
    ...text(3, 'brain.Event:2'),
    ...nested(10, text(1, 'tensorflow.core.util.events_writer')),
  ])

/** A scalar of a step as an event, byte for byte as TensorFlow 2 writes it. */
export interface ScalarEvent {
  /** Seconds since 1970. */
  readonly wallTime: number
  readonly step: number
  readonly tag: string
  readonly value: number
}

/** The message of a scalar. A step of 0 is left out, as protocol buffers do. */
export function scalarMessage(event: ScalarEvent): Uint8Array {
  const value = [
    ...text(1, event.tag),
    ...nested(8, scalarTensor(event.value)),
    ...nested(9, scalarsPlugin),
  ]
  return Uint8Array.from([
    ...double(1, event.wallTime),
    ...(event.step === 0 ? [] : whole(2, event.step)),
    ...nested(5, nested(1, value)),
  ])
}
