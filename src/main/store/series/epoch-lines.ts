import { LabError } from '../../../shared/contract/errors'
import { epochRow } from '../../../shared/contract/schemas'
import { alwaysTold, sometimesTold } from '../../../shared/domain/epoch-columns'
import type { EpochRow } from '../../../shared/domain/series'
import { crc32, crc32Hex, crcDigits } from '../crc32'

/** One epoch as a line: compact JSON, a tab, the JSON's CRC-32. */
export function encodeEpoch(row: EpochRow): Buffer {
  const checked = epochRow.safeParse(row)
  if (!checked.success) {
    const fields = checked.error.issues.map(({ path }) => path.join('.')).join(', ')
    throw new LabError('bad-input', `Epoch ${row.epoch + 1} cannot be stored: wrong ${fields}.`, {
      cause: checked.error,
    })
  }
  const json = JSON.stringify(checked.data)
  return Buffer.from(`${json}\t${crc32Hex(json)}\n`)
}

const isAtLeast0 = (value: unknown) => typeof value === 'number' && value >= 0
const isFinite = (value: unknown) => Number.isFinite(value)

/**
 * What {@link epochRow} checks, without the copies that it makes: hundred thousands of rows are read
 * to draw a thousand runs.
 */
function isRow(value: unknown): value is EpochRow {
  if (typeof value !== 'object' || value === null) return false
  const row = value as Readonly<Record<string, unknown>>
  return (
    isAtLeast0(row['epoch']) &&
    alwaysTold.every((name) => isFinite(row[name])) &&
    sometimesTold.every((name) => row[name] === undefined || isFinite(row[name])) &&
    isAtLeast0(row['learningRate']) &&
    isAtLeast0(row['seconds']) &&
    isAtLeast0(row['examplesPerSecond'] ?? 0)
  )
}

/** A tab and eight digits of the checksum. */
const tailBytes = 9
const tab = 9

function decodeLine(bytes: Buffer, start: number, end: number): EpochRow | null {
  const jsonEnd = end - tailBytes
  if (jsonEnd <= start || bytes[jsonEnd] !== tab) return null
  const told = bytes.toString('latin1', jsonEnd + 1, end)
  if (crcDigits(crc32(bytes.subarray(start, jsonEnd))) !== told) return null
  try {
    const row: unknown = JSON.parse(bytes.toString('latin1', start, jsonEnd))
    return isRow(row) ? row : null
  } catch {
    // A line with a right checksum that is no row: damaged all the same.
    return null
  }
}

export interface DecodedEpochs {
  readonly rows: readonly EpochRow[]
  /** Length of the sound part; what lies behind is a torn or damaged tail. */
  readonly soundBytes: number
}

/** The rows up to the first line that is torn, damaged or out of order. */
export function decodeEpochs(bytes: Buffer): DecodedEpochs {
  const rows: EpochRow[] = []
  let start = 0
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    const row = decodeLine(bytes, start, end)
    if (row?.epoch !== rows.length) break
    rows.push(row)
    start = end + 1
  }
  return { rows, soundBytes: start }
}
