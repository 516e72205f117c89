import type { StepSeries } from '../../../shared/domain/series'
import { stepColumns, type StepColumn } from './contents'

type Values = Float32Array | Float64Array

function columnOf(steps: StepSeries, { name }: StepColumn): Values | null {
  switch (name) {
    case 'learningRate':
      return steps.learningRate
    case 'momentum':
      return steps.momentum
    case 'loss':
      return steps.loss
    case 'gradientNorm':
      return steps.norms?.gradient ?? null
    case 'weightNorm':
      return steps.norms?.weights ?? null
    case 'updateRatio':
      return steps.norms?.updateRatio ?? null
  }
}

const bytesOf = { f32: 4, f64: 8 } as const

/** Little-endian whatever this machine is. */
function encode(values: Values, type: StepColumn['type']): Uint8Array {
  const size = bytesOf[type]
  const bytes = new Uint8Array(values.length * size)
  const view = new DataView(bytes.buffer)
  values.forEach((value: number, at: number) => {
    if (type === 'f32') view.setFloat32(at * size, value, true)
    else view.setFloat64(at * size, value, true)
  })
  return bytes
}

function decode(bytes: Uint8Array, type: StepColumn['type']): Values {
  const size = bytesOf[type]
  const count = Math.floor(bytes.length / size)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return type === 'f32'
    ? Float32Array.from({ length: count }, (_, at) => view.getFloat32(at * size, true))
    : Float64Array.from({ length: count }, (_, at) => view.getFloat64(at * size, true))
}

/** The columns that a run's steps have, as bytes. A run without steps has none. */
export const encodeStepColumns = (steps: StepSeries) =>
  stepColumns.flatMap((column) => {
    const values = steps.loss.length === 0 ? null : columnOf(steps, column)
    return values ? [{ column, bytes: encode(values, column.type) }] : []
  })

/**
 * A run's steps from their columns' bytes; a column that is not there gives null. Returns a
 * sentence's end on what is wrong when the columns do not fit each other.
 */
export function decodeStepColumns(
  bytesFor: (column: StepColumn) => Uint8Array | undefined,
): StepSeries | { readonly problem: string } {
  const found = new Map<StepColumn['name'], Values>()
  for (const column of stepColumns) {
    const bytes = bytesFor(column)
    if (bytes === undefined) continue
    if (bytes.length % bytesOf[column.type] !== 0) {
      return {
        problem: `${column.name} has ${bytes.length} bytes, which is no whole number of values`,
      }
    }
    found.set(column.name, decode(bytes, column.type))
  }
  const single = (name: StepColumn['name']) => (found.get(name) as Float32Array | undefined) ?? null
  const double = (name: StepColumn['name']) => (found.get(name) as Float64Array | undefined) ?? null
  const [gradient, weights, updateRatio] = [
    single('gradientNorm'),
    single('weightNorm'),
    single('updateRatio'),
  ]
  const lengths = new Set([...found.values()].map(({ length }) => length))
  if (lengths.size > 1) {
    return { problem: `its columns have different lengths: ${[...lengths].join(', ')}` }
  }
  const loss = single('loss')
  const learningRate = double('learningRate')
  if (!loss !== !learningRate) return { problem: 'it has but one of loss and learningRate' }
  return {
    loss: loss ?? new Float32Array(),
    learningRate: learningRate ?? new Float64Array(),
    momentum: double('momentum'),
    norms: gradient && weights && updateRatio ? { gradient, weights, updateRatio } : null,
  }
}
