import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | null

/**
 * A table as CSV (RFC 4180 quoting, LF, UTF-8). Numbers keep every digit that tells them from their
 * neighbours; text that a spreadsheet would take for a formula gets an apostrophe in front.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]) {
  const text = stringify([[...header], ...rows.map((row) => [...row])], { escape_formulas: true })
  return new TextEncoder().encode(text)
}
