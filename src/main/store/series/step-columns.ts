import type { StepValues } from '../../../shared/contract/trainer'
import type { StepSeries } from '../../../shared/domain/series'

type Name = 'learningRate' | 'momentum' | 'loss' | 'gradient' | 'weights' | 'updateRatio'

/** A value per step; one without a bit is in every block. */
interface Column {
  readonly name: Name
  readonly bytes: 4 | 8
  readonly bit: number
}

const momentumBit = 1
const normsBit = 2

/** In the order in which blocks hold them. */
const columns: readonly Column[] = [
  { name: 'learningRate', bytes: 8, bit: 0 },
  { name: 'momentum', bytes: 8, bit: momentumBit },
  { name: 'loss', bytes: 4, bit: 0 },
  { name: 'gradient', bytes: 4, bit: normsBit },
  { name: 'weights', bytes: 4, bit: normsBit },
  { name: 'updateRatio', bytes: 4, bit: normsBit },
]

/** Which of the columns that may be missing a block has, as bits. */
export type ColumnSet = number

/** By the bits that count; made once, for there are as many blocks as epochs. */
const bySet = [0, 1, 2, 3].map((set) => columns.filter(({ bit }) => bit === 0 || (set & bit) !== 0))

// Two bits, so one of the four.
const columnsIn = (set: ColumnSet) => bySet[set & (momentumBit | normsBit)] as readonly Column[]

export const columnSetOf = ({ momentum, norms }: StepValues): ColumnSet =>
  (momentum ? momentumBit : 0) | (norms ? normsBit : 0)

export const bytesPerStep = (set: ColumnSet) =>
  columnsIn(set).reduce((sum, { bytes }) => sum + bytes, 0)

/** The columns of some steps as a block holds them; with the names of those of another length. */
export function encodeColumns(steps: StepValues): { bytes: Buffer; uneven: readonly Name[] } {
  const set = columnSetOf(steps)
  const count = steps.loss.length
  const values = { ...steps, ...steps.norms }
  const bytes = Buffer.alloc(count * bytesPerStep(set))
  const uneven: Name[] = []
  let at = 0
  for (const column of columnsIn(set)) {
    // The set names what these steps have.
    const given = values[column.name] as readonly number[]
    if (given.length !== count) uneven.push(column.name)
    else if (column.bytes === 8) given.forEach((value, i) => bytes.writeDoubleLE(value, at + i * 8))
    else given.forEach((value, i) => bytes.writeFloatLE(value, at + i * 4))
    at += count * column.bytes
  }
  return { bytes, uneven }
}

/** Where the columns of `count` steps stand in a file. */
export interface ColumnPlace {
  readonly set: ColumnSet
  readonly count: number
  readonly at: number
}

/** Where a column begins; null where these steps do not have it. */
function startOf(name: Name, { set, count, at }: ColumnPlace): number | null {
  let start = at
  for (const column of columnsIn(set)) {
    if (column.name === name) return start
    start += count * column.bytes
  }
  return null
}

/** The steps of all places in turn; what only some of them have is NaN in the others. */
export function decodeColumns(bytes: Buffer, places: readonly ColumnPlace[]): StepSeries {
  const total = places.reduce((sum, { count }) => sum + count, 0)
  const some = places.reduce((set, place) => set | place.set, 0)
  const fill = <Values extends Float32Array | Float64Array>(name: Name, values: Values): Values => {
    const read = (at: number) =>
      values instanceof Float64Array ? bytes.readDoubleLE(at) : bytes.readFloatLE(at)
    const width = values.BYTES_PER_ELEMENT
    let step = 0
    for (const place of places) {
      const start = startOf(name, place)
      for (let index = 0; index < place.count; index++, step++) {
        values[step] = start === null ? NaN : read(start + index * width)
      }
    }
    return values
  }
  const singles = (name: Name) => fill(name, new Float32Array(total))
  const doubles = (name: Name) => fill(name, new Float64Array(total))
  return {
    loss: singles('loss'),
    learningRate: doubles('learningRate'),
    momentum: (some & momentumBit) === 0 ? null : doubles('momentum'),
    norms:
      (some & normsBit) === 0
        ? null
        : {
            gradient: singles('gradient'),
            weights: singles('weights'),
            updateRatio: singles('updateRatio'),
          },
  }
}

/** Adds the applied rates of these steps to a sum, one after the other. */
export function addRates(bytes: Buffer, place: ColumnPlace, before: number): number {
  // They are the first column of every block.
  const view = new DataView(bytes.buffer, bytes.byteOffset + place.at, place.count * 8)
  let sum = before
  for (let at = 0; at < view.byteLength; at += 8) sum += view.getFloat64(at, true)
  return sum
}
