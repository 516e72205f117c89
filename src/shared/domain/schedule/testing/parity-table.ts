import { catalogue } from './catalogue'
import { compareCase, tolerances, type ParityCase } from './parity'

/** What was found for one class or function of a library under one row of the catalogue. */
export interface ParityRow {
  readonly row: string
  readonly reference: string
  readonly version: string
  readonly precision: ParityCase['precision']
  readonly cases: number
  readonly values: number
  readonly largestError: number
  /** One sentence for each case that is not equal. */
  readonly failures: readonly string[]
}

/** Row of the catalogue by number and title; a row of no catalogue is an error of the fixture. */
function titleOf(id: string): string {
  const found = catalogue.find((row) => row.id === id)
  if (!found) throw new Error(`the fixture has a row ${id}, which the catalogue has not`)
  return `${id} ${found.title}`
}

function rowOf(cases: readonly [ParityCase, ...ParityCase[]]): ParityRow {
  const [{ row, library, name, version, precision }] = cases
  const found = cases.map((each) => ({ each, ...compareCase(each) }))
  return {
    row: titleOf(row),
    reference: `${library} ${name}`,
    version,
    precision,
    cases: cases.length,
    values: found.reduce((sum, { compared }) => sum + compared, 0),
    largestError: Math.max(...found.map(({ largestError }) => largestError)),
    failures: found
      .filter(({ largestError }) => largestError > tolerances[precision])
      .map(({ each, worst }) => `${library} ${name}(${each.parameters}): ${worst}`),
  }
}

/** Compares every case; one row for each class or function, in the order of the catalogue. */
export function parityTable(cases: readonly ParityCase[]): readonly ParityRow[] {
  const groups = new Map<string, [ParityCase, ...ParityCase[]]>()
  const order = catalogue.map(({ id }) => id)
  for (const each of cases.toSorted((a, b) => order.indexOf(a.row) - order.indexOf(b.row))) {
    const key = [each.row, each.library, each.name, each.version, each.precision].join()
    const group = groups.get(key)
    if (group) group.push(each)
    else groups.set(key, [each])
  }
  return [...groups.values()].map(rowOf)
}

const heads = ['schedule', 'class or function', 'version', 'computes in', 'cases', 'values']
const errorHead = 'largest relative error'

/** Columns from here on hold numbers, and stand to the right. */
const firstNumber = 4

const cellsOf = (row: ParityRow, error: string) => [
  row.row,
  row.reference,
  row.version,
  row.precision,
  String(row.cases),
  String(row.values),
  error,
]

function aligned(lines: readonly (readonly string[])[], between: string): string[] {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  return lines.map((line) =>
    line
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column < firstNumber ? cell.padEnd(width) : cell.padStart(width)
      })
      .join(between),
  )
}

/** The table for a terminal, with the errors as they were measured. */
export function tableText(rows: readonly ParityRow[]): string {
  const lines = rows.map((row) => cellsOf(row, row.largestError.toExponential(1)))
  const text = aligned([[...heads, errorHead], ...lines], '  ')
  return text.map((line) => `${line.trimEnd()}\n`).join('')
}

/** Errors below this hang on the rounding of one machine's exp and cos. */
const smallestBound = 1e-13

/** The next power of ten above an error: the same on every machine. */
const boundOf = (error: number) => {
  const power = Math.ceil(Math.log10(Math.max(error, smallestBound)))
  return `1e${power}`
}

/** The table in Markdown, in the form that Prettier gives it. */
export function tableMarkdown(rows: readonly ParityRow[]): string {
  const lines = rows.map((row) => cellsOf(row, boundOf(row.largestError)))
  const [head = '', ...rest] = aligned([[...heads, 'error at most'], ...lines], ' | ')
  const rule = head
    .split(' | ')
    .map((cell, column) => '-'.repeat(cell.length - 1) + (column < firstNumber ? '-' : ':'))
    .join(' | ')
  return [head, rule, ...rest].map((line) => `| ${line} |\n`).join('')
}
