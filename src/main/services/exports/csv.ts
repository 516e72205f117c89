import { stringify } from 'csv-stringify/sync'
import { joined } from './archive'
import { breather } from './breathe'

export type Cell = string | number | null

const options = { escape_formulas: true } as const
const encoder = new TextEncoder()

/**
 * A table as CSV (RFC 4180 quoting, LF, UTF-8). Numbers keep every digit that tells them from their
 * neighbours; text that a spreadsheet would take for a formula gets an apostrophe in front.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]) {
  return encoder.encode(stringify([[...header], ...rows.map((row) => [...row])], options))
}

/** Rows between which others have their turn. */
const atOnce = 500

/** The same as {@link toCsv} for a long table, made in pieces so that nothing has to wait for it. */
export async function toLongCsv(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<Uint8Array<ArrayBuffer>> {
  const breathe = breather()
  const parts = [toCsv(header, [])]
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce).map((row) => [...row])
    parts.push(encoder.encode(stringify(some, options)))
    await breathe()
  }
  return joined(parts)
}
