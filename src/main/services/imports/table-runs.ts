import type { ImportedMetric } from '../../../shared/domain/compare/compared-run'
import { importLimits } from '../../../shared/domain/compare/imports'
import { formatCount } from '../../../shared/domain/format'
import { fileFault, shown } from './file-fault'
import { rowsInOrder, type Counting, type Found, type FoundRun, type RawRow } from './found-run'
import { metricNamed } from './metric-names'
import { numberAt, readNumber } from './numbers'
import { runNames, type IdentityCells } from './run-names'
import type { Table, TableRow } from './table'
import { columnsOf, isOwnTable, type Column } from './table-columns'

/** Names told in one message. */
const mostNamed = 8

/** Rows of one run, growing while the table is read. */
interface Growing {
  readonly identity: IdentityCells
  readonly tags: readonly string[]
  /** By place, because some tables tell the metrics of one place on several lines. */
  readonly rows: Map<string, GrowingRow>
}

type GrowingRow = RawRow & { readonly values: Partial<Record<ImportedMetric, number>> }

/** Where a table tells what. */
interface Layout {
  readonly table: Table
  readonly columns: readonly Column[]
  readonly epoch: number
  readonly step: number
  readonly metricName: number
  readonly value: number
}

const placeOf = (columns: readonly Column[], kind: Column['kind']) =>
  columns.findIndex((column) => column.kind === kind)

function layoutOf(table: Table): Layout {
  const columns = columnsOf(table.header)
  const epoch = placeOf(columns, 'epoch')
  const step = placeOf(columns, 'step')
  // A column of row numbers stands for epochs where nothing better does.
  const place = epoch < 0 && step < 0 ? placeOf(columns, 'index') : epoch
  return {
    table,
    columns,
    epoch: place,
    step,
    metricName: placeOf(columns, 'metricName'),
    value: placeOf(columns, 'value'),
  }
}

/** A metric's name and its value on each line. */
const isLong = ({ metricName, value }: Layout) => metricName >= 0 && value >= 0

function countingOf({ table, epoch, columns }: Layout): Counting {
  if (columns[epoch]?.kind === 'index') return 'from0'
  return isOwnTable(table.header) ? 'from1' : 'unknown'
}

function refuseUnusable(layout: Layout): void {
  const { table, columns, epoch, step } = layout
  const names = table.header.map(shown).join(', ')
  if (epoch < 0 && step < 0) {
    throw fileFault(
      table.file,
      'line 1',
      `there must be a column "epoch" or "step"; there are ${names}`,
    )
  }
  if (isLong(layout) || columns.some(({ kind }) => kind === 'metric' || kind === 'ofRun')) return
  throw fileFault(
    table.file,
    'line 1',
    `there must be a column with a metric that Cooldown knows, such as loss, val_loss, accuracy or learning_rate; there are ${names}`,
  )
}

/** Text that a spreadsheet would take for a formula is exported with an apostrophe in front. */
const withoutGuard = (text: string) => text.replace(/^'(?=[=+\-@\t\r])/, '')

/** Every row has a cell for each column. */
const cellAt = ({ cells }: Pick<TableRow, 'cells'>, at: number) => cells[at] as string

function identityOf({ columns }: Layout, row: TableRow): IdentityCells {
  const identity: Record<string, string> = {}
  columns.forEach((column, at) => {
    if (column.kind !== 'identity') return
    const cell = withoutGuard(cellAt(row, at).trim())
    if (cell !== '') identity[column.identity] = cell
  })
  return identity
}

function tagsOf({ columns }: Layout, { cells }: TableRow): readonly string[] {
  const at = placeOf(columns, 'tags')
  const tags = withoutGuard(cells[at] ?? '').split(';')
  return tags.map((tag) => tag.trim().slice(0, importLimits.tagCharacters)).filter((tag) => tag)
}

interface TableValue {
  /** Set where the column belongs to one of several runs side by side. */
  readonly run: string | null
  readonly metric: ImportedMetric
  readonly value: number
}

/** The metrics that a row tells. */
function valuesIn(layout: Layout, row: TableRow): readonly TableValue[] {
  const { table, columns, metricName, value } = layout
  const found: TableValue[] = []
  const read = (at: number, metric: ImportedMetric, run: string | null) => {
    const name = shown(cellAt({ cells: table.header }, at))
    const number = numberAt(table.file, row.place, name, cellAt(row, at))
    if (number !== undefined) found.push({ run, metric, value: number })
  }
  columns.forEach((column, at) => {
    if (column.kind === 'metric') read(at, column.metric, null)
    if (column.kind === 'ofRun') read(at, column.metric, column.run)
  })
  const named = isLong(layout) ? metricNamed(cellAt(row, metricName)) : null
  if (named) read(value, named, null)
  return found
}

function placeIn({ table, epoch, step }: Layout, row: TableRow) {
  const { place } = row
  const read = (at: number, what: string) =>
    at < 0 ? undefined : numberAt(table.file, place, what, cellAt(row, at))
  const found = { epoch: read(epoch, 'epoch'), step: read(step, 'step') }
  if (found.epoch !== undefined || found.step !== undefined) return found
  throw fileFault(table.file, place, 'every row must tell its epoch or step; this one does not')
}

/** Gathers the rows of a table by run. */
function gather(layout: Layout): readonly Growing[] {
  const { file } = layout.table
  const runs = new Map<string, Growing>()
  for (const row of layout.table.rows) {
    const { epoch, step } = placeIn(layout, row)
    const identity = identityOf(layout, row)
    const base = JSON.stringify(identity)
    for (const { run, metric, value } of valuesIn(layout, row)) {
      const key = run === null ? base : `${base} ${run}`
      const growing: Growing = runs.get(key) ?? {
        identity: run === null ? identity : { ...identity, name: run },
        tags: tagsOf(layout, row),
        rows: new Map<string, GrowingRow>(),
      }
      runs.set(key, growing)
      // Only where each line has one metric do several lines tell of one place.
      const place = isLong(layout) ? `${epoch ?? ''}/${step ?? ''}` : row.place
      const known = growing.rows.get(place) ?? { epoch, step, values: {}, place: row.place }
      growing.rows.set(place, known)
      if (known.values[metric] !== undefined) {
        throw fileFault(
          file,
          row.place,
          `${metric} of this place is there already on ${known.place}`,
        )
      }
      known.values[metric] = value
    }
  }
  return [...runs.values()]
}

function refuseTooManyRuns(file: string, runs: readonly Growing[]): void {
  if (runs.length === 0) throw fileFault(file, null, 'there must be values; every cell is empty')
  if (runs.length <= importLimits.runs) return
  throw fileFault(
    file,
    null,
    `a file may have ${formatCount(importLimits.runs)} runs; this one has ${formatCount(runs.length)}`,
  )
}

/** What of a table was left out, as a sentence. */
function leftOut({ table, columns }: Layout): readonly string[] {
  const tells = (at: number) => table.rows.some((row) => readNumber(cellAt(row, at)) !== undefined)
  const names = table.header.filter((_, at) => columns[at]?.kind === 'unknown' && tells(at))
  if (names.length === 0) return []
  const some = names.slice(0, mostNamed).map(shown).join(', ')
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ''
  return [`${table.file}: left out the columns ${some}${more}, which are no metrics of Cooldown.`]
}

/** The runs in a table, one or several under each other or side by side. */
export function runsInTable(table: Table, name: string, counting?: Counting): Found {
  const layout = layoutOf(table)
  refuseUnusable(layout)
  const runs = gather(layout)
  refuseTooManyRuns(table.file, runs)
  const names = runNames(
    runs.map(({ identity }) => identity),
    name,
  )
  const counted = counting ?? countingOf(layout)
  return {
    runs: runs.map((run, at): FoundRun => {
      const own = cellAt({ cells: names }, at)
      const whose = runs.length > 1 ? ` of ${shown(own)}` : ''
      const rows = rowsInOrder(table.file, whose, [...run.rows.values()], counted)
      return { name: own, source: table.file, tags: run.tags.slice(0, importLimits.tags), rows }
    }),
    notices: leftOut(layout),
  }
}
