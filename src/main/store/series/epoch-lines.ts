import { LabError } from '../../../shared/contract/errors'
import { epochRow } from '../../../shared/contract/schemas'
import type { EpochRow } from '../../../shared/domain/series'
import { crc32, crc32Hex, crcDigits } from '../crc32'

/** One epoch as a line: compact JSON, a tab, the JSON's CRC-32. */
export function encodeEpoch(row: EpochRow): Buffer {
  const checked = epochRow.safeParse(row)
  if (!checked.success) {
    const [issue] = checked.error.issues
    const field = issue?.path.join('.') ?? 'row'
    throw new LabError('bad-input', `Epoch ${row.epoch + 1} cannot be stored: ${field} is wrong.`, {
      cause: checked.error,
    })
  }
  const json = JSON.stringify(checked.data)
  return Buffer.from(`${json}\t${crc32Hex(json)}\n`)
}

const tab = 9

function decodeLine(line: Buffer): EpochRow | null {
  const end = line.lastIndexOf(tab)
  const json = line.subarray(0, Math.max(0, end))
  if (end < 0 || crcDigits(crc32(json)) !== line.toString('latin1', end + 1)) return null
  try {
    return epochRow.parse(JSON.parse(json.toString('utf8')))
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
    const row = decodeLine(bytes.subarray(start, end))
    if (row?.epoch !== rows.length) break
    rows.push(row)
    start = end + 1
  }
  return { rows, soundBytes: start }
}
