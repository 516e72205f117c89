import { attempt } from '../../../../shared/domain/attempt'
import { formatCount } from '../../../../shared/domain/format'
import { fileFault } from '../file-fault'
import { fieldsOf, WireFault, type Field } from './protobuf'
import { readRecords } from './records'
import { scalarIn } from './tensors'

/** A scalar that an event file tells. */
export interface Scalar {
  readonly tag: string
  readonly step: number
  readonly value: number
  /** Seconds since 1970 at which it was written. */
  readonly wallTime: number
}

/** What an event file holds. */
export interface EventFile {
  readonly scalars: readonly Scalar[]
  /** When its first event was written, in seconds since 1970; Infinity for a file without any. */
  readonly began: number
  /** Tags that are no scalars: images, histograms, graphs, texts. */
  readonly others: readonly string[]
}

const text = new TextDecoder()

interface Summed {
  tag: string
  value: number | null
}

/** A Summary.Value: its tag, and its number where it is a scalar. */
function valueOf(bytes: Uint8Array): Summed {
  const read: Summed = { tag: '', value: null }
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1 && field.kind === 'bytes') read.tag = text.decode(field.value)
    if (field.number === 2 && field.kind === 'fixed32') read.value = field.value.getFloat32(0, true)
    if (field.number === 8 && field.kind === 'bytes') read.value = scalarIn(field.value)
  }
  return read
}

const bytesIn = (fields: readonly Field[], number: number): readonly Uint8Array[] =>
  fields.flatMap((field) =>
    field.number === number && field.kind === 'bytes' ? [field.value] : [],
  )

/** An Event: when it was written, its step, and the values of its summary. */
function eventOf(message: Uint8Array) {
  const fields = [...fieldsOf(message)]
  const time = fields.find(({ number, kind }) => number === 1 && kind === 'fixed64')
  const step = fields.find(({ number, kind }) => number === 2 && kind === 'varint')
  return {
    wallTime: time?.kind === 'fixed64' ? time.value.getFloat64(0, true) : 0,
    step: step?.kind === 'varint' ? Number(BigInt.asIntN(64, step.value)) : 0,
    values: bytesIn(fields, 5).flatMap((summary) =>
      bytesIn([...fieldsOf(summary)], 1).map(valueOf),
    ),
  }
}

/** Reads a whole event file; `bad-input` names the byte at which it breaks a rule. */
export function readEvents(file: string, bytes: Uint8Array): EventFile {
  const scalars: Scalar[] = []
  const others = new Set<string>()
  let began = Infinity
  for (const { message, offset } of readRecords(file, bytes)) {
    const read = attempt(WireFault, () => eventOf(message))
    if (!read.ok) {
      throw fileFault(
        file,
        `byte ${formatCount(offset)}`,
        `the record that begins here must be an event of TensorBoard, but ${read.fault.message}`,
      )
    }
    const { wallTime, step, values } = read.value
    if (began === Infinity) began = wallTime
    for (const { tag, value } of values) {
      if (value === null) others.add(tag)
      else scalars.push({ tag, step, value, wallTime })
    }
  }
  return { scalars, began, others: [...others] }
}
