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

/** What every message of a tag has between its step and its value, and after it. */
interface Frame {
  readonly before: Uint8Array
  readonly after: Uint8Array
}

/** float32 and no dimensions, as TensorFlow's `TensorProto` says it, before its four bytes. */
const floatTensor = [...whole(1, 1), ...nested(2, [])]
const valueBytes = 4

function frameOf(name: string): Frame {
  const tensor = nested(8, [...floatTensor, ...nested(4, [0, 0, 0, 0])])
  const value = [...text(1, name), ...tensor, ...nested(9, scalarsPlugin)]
  const summary = nested(5, nested(1, value))
  const end = summary.length - nested(9, scalarsPlugin).length
  return {
    before: Uint8Array.from(summary.slice(0, end - valueBytes)),
    after: Uint8Array.from(summary.slice(end)),
  }
}

/** Of the few tags that there are: a run may have hundreds of thousands of scalars. */
const frames = new Map<string, Frame>()

function knownFrame(name: string): Frame {
  const known = frames.get(name) ?? frameOf(name)
  frames.set(name, known)
  return known
}

const timeBytes = 9

/** The message of a scalar. A step of 0 is left out, as protocol buffers do. */
export function scalarMessage({ wallTime, step, tag: name, value }: ScalarEvent): Uint8Array {
  const { before, after } = knownFrame(name)
  const told = step === 0 ? [] : whole(2, step)
  const valueAt = timeBytes + told.length + before.length
  const bytes = new Uint8Array(valueAt + valueBytes + after.length)
  const view = new DataView(bytes.buffer)
  bytes[0] = 8 + fixed64Type
  view.setFloat64(1, wallTime, true)
  bytes.set(told, timeBytes)
  bytes.set(before, timeBytes + told.length)
  view.setFloat32(valueAt, value, true)
  bytes.set(after, valueAt + valueBytes)
  return bytes
}
