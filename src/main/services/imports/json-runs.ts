import { formatCount } from '../../../shared/domain/format'
import { jsonFault } from '../../../shared/domain/json-fault'
import { jsonOf } from '../../../shared/domain/json-of'
import { fileFault, shown } from './file-fault'
import type { Found } from './found-run'
import { historyRuns, isHistory } from './json-histories'
import { ownRuns } from './json-own'
import { runsInTable } from './table-runs'

/** Python writes these words where numbers are not finite; JSON has none for them. */
// A text need not end: one that does not would be tried again from each quote within it.
const strayWords = /"(?:[^"\\]+|\\.)*"?|-?\bInfinity\b|\bNaN\b/g

const quoted = (text: string) =>
  text.replace(strayWords, (word) => (word.startsWith('"') ? word : JSON.stringify(word)))

type Fields = Readonly<Record<string, unknown>>

/** The text begins as a list or an object does. */
function parse(file: string, text: string): readonly unknown[] | Fields {
  try {
    return JSON.parse(quoted(text)) as readonly unknown[] | Fields
  } catch {
    const fault = jsonFault(quoted(text))
    throw fault
      ? fileFault(file, `line ${fault.line}, column ${fault.column}`, `expected ${fault.expected}`)
      : fileFault(file, null, 'it must be JSON')
  }
}

const isList = (value: readonly unknown[] | Fields): value is readonly unknown[] =>
  Array.isArray(value)

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value as a table has it; what is no number is told by its JSON. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : (jsonOf(value) ?? 'nested too deep')
}

/** Entries may each have other names, and every name is a column of all of them. */
const fewCells = 1_000_000
/** A larger table is one only where so many of its cells, or more, have something in them. */
const leastFilled = 1 / 4

function refuseSparse(file: string, told: number, rows: number, columns: number): void {
  const cells = rows * columns
  if (cells <= fewCells || told >= cells * leastFilled) return
  const size = `${formatCount(rows)} of them have ${formatCount(columns)} names`
  throw fileFault(file, null, `entries must have the same names; here ${size}`)
}

/** Objects with the same names, as pandas writes them with `orient="records"`. */
function recordRuns(file: string, name: string, records: readonly unknown[]): Found {
  const odd = records.findIndex((record) => !isObject(record))
  if (odd >= 0) {
    const was = shown(cellOf(records[odd]))
    throw fileFault(file, `entry ${odd + 1}`, `every entry must be an object; this one is ${was}`)
  }
  const objects = records.filter(isObject)
  const told = objects.flatMap((record) => Object.keys(record))
  const names = [...new Set(told)]
  refuseSparse(file, told.length, objects.length, names.length)
  const rows = objects.map((record, index) => ({
    cells: names.map((column) => cellOf(record[column])),
    place: `entry ${index + 1}`,
  }))
  if (rows.length === 0) throw fileFault(file, null, 'there must be entries; the list is empty')
  // Without any place the entries follow each other as epochs do.
  const isPlaced = names.some((column) => /^(epoch|epochs|step|steps|index)$/i.test(column))
  if (isPlaced) return runsInTable({ file, header: names, rows }, name)
  const numbered = rows.map(({ cells, place }, index) => ({
    place,
    cells: [String(index), ...cells],
  }))
  return runsInTable({ file, header: ['', ...names], rows: numbered }, name)
}

/** Columns of values by their row numbers, as pandas writes them by default. */
function columnRecords(file: string, table: Fields): readonly unknown[] | null {
  const columns = Object.entries(table)
  const isColumn = (entry: [string, unknown]): entry is [string, Fields] => isObject(entry[1])
  if (columns.length === 0 || !columns.every(isColumn)) return null
  const told = columns.flatMap(([, column]) => Object.keys(column))
  const indices = [...new Set(told)]
  if (!indices.every((index) => /^\d+$/.test(index))) return null
  refuseSparse(file, told.length, indices.length, columns.length)
  return indices.map((index) => ({
    index,
    ...Object.fromEntries(columns.map(([name, column]) => [name, column[index]])),
  }))
}

/** Runs in JSON: Cooldown's own, Keras's histories, or tables as pandas writes them. */
export function runsInJson(file: string, name: string, text: string): Found {
  const value = parse(file, text)
  if (isList(value)) return recordRuns(file, name, value)
  const own = ownRuns(file, value)
  if (own) return own
  if (isHistory(value)) return historyRuns(file, [{ name, history: value }])
  if (isObject(value['history']) && isHistory(value['history'])) {
    return historyRuns(file, [{ name, history: value['history'] }])
  }
  const histories = Object.entries(value).flatMap(([each, history]) =>
    isObject(history) && isHistory(history) ? [{ name: each, history }] : [],
  )
  if (histories.length > 0 && histories.length === Object.keys(value).length) {
    return historyRuns(file, histories)
  }
  const records = columnRecords(file, value)
  if (records) return recordRuns(file, name, records)
  throw fileFault(
    file,
    null,
    'it must be what Keras has in history.history (lists of numbers by metric), a table of pandas, or what Cooldown exports',
  )
}
