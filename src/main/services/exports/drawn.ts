import type { DrawnLayout } from '../../../shared/contract/exports'
import type { CompareLook, CurveMetric } from '../../../shared/domain/compare/compare-view'
import type { ComparisonLine } from '../../../shared/domain/compare/comparison-line'
import { comparisonLines } from '../../../shared/domain/compare/comparison-lines'
import { comparisonNotes, smoothingText } from '../../../shared/domain/compare/comparison-notes'
import { drawnTable, type DrawnTable } from '../../../shared/domain/compare/drawn-table'
import { toLongCsv, type Cell } from './csv'
import { finiteOrText } from './everything'
import type { Gathered } from './gathered'

/** A panel of a comparison: what is drawn, and what stands under it. */
export interface DrawnPanel {
  readonly metric: CurveMetric
  readonly lines: readonly ComparisonLine[]
  /** Number of runs, centre, band, smoothing, what is left out. */
  readonly notes: readonly string[]
}

/** The lines of a panel, as the page, pictures, tables and reports have them. */
export function panelOf(gathered: Gathered, look: CompareLook, metric: CurveMetric): DrawnPanel {
  const lines = comparisonLines({ ...gathered, look, metric })
  return { metric, lines, notes: comparisonNotes({ lines, metric, look }) }
}

/** What the numbers were made with, for a table that has no room for sentences. */
const factsOf = ({ lines, metric }: DrawnPanel, look: CompareLook, fairness: string): Cell[] => {
  const grouped = lines.some(({ kind }) => kind === 'group')
  const smooth = metric === 'learningRate' ? { kind: 'none' as const } : look.smoothing
  return [
    look.groupBy,
    grouped ? look.centre : null,
    grouped && look.band !== 'none' ? look.band : null,
    smoothingText(smooth),
    fairness,
  ]
}
const factNames = ['grouped_by', 'centre', 'band', 'smoothing', 'differs_beside_schedule']

/** Tables of several panels under each other; all have the same columns. */
function tidy(panels: readonly DrawnPanel[], look: CompareLook, fairness: string) {
  const tables = panels.map((panel) => ({
    facts: factsOf(panel, look, fairness),
    table: drawnTable(panel.lines, 'tidy', { metric: panel.metric, ...look }),
  }))
  const columns = tables[0]?.table.columns ?? []
  const rows = tables.flatMap(({ facts, table }) => table.rows.map((row) => [...facts, ...row]))
  return toLongCsv([...factNames, ...columns], rows)
}

/** Tables of several panels side by side, joined by their places. */
function wide(panels: readonly DrawnPanel[], look: CompareLook) {
  const several = panels.length > 1
  const tables = panels.map((panel): DrawnTable => {
    const table = drawnTable(panel.lines, 'wide', { metric: panel.metric, ...look })
    const [x = '', ...names] = table.columns
    return several
      ? { ...table, columns: [x, ...names.map((name) => `${name} ${panel.metric}`)] }
      : table
  })
  const width = tables.reduce((sum, { columns }) => sum + columns.length - 1, 0)
  const cells = new Map<number, Cell[]>()
  let from = 0
  for (const { columns, rows } of tables) {
    for (const [x, ...values] of rows) {
      const place = Number(x)
      const row = cells.get(place) ?? new Array<Cell>(width).fill(null)
      cells.set(place, row)
      values.forEach((value, at) => (row[from + at] = value))
    }
    from += columns.length - 1
  }
  const header = [
    tables[0]?.columns[0] ?? look.x,
    ...tables.flatMap(({ columns: [, ...own] }) => own),
  ]
  const rows = [...cells].sort(([a], [b]) => a - b).map(([x, values]) => [x, ...values])
  return toLongCsv(header, rows)
}

const numbers = (values: Float64Array | Uint32Array | null) =>
  values && Array.from(values, finiteOrText)

/** A line in JSON: its series are parallel, and what is no number is text. */
export const lineAsJson = ({ xs, ys, raw, low, high, n, ...line }: ComparisonLine) => ({
  ...line,
  marks: line.marks.map(({ x, y, kind }) => ({ kind, x: finiteOrText(x), y: finiteOrText(y) })),
  xs: numbers(xs),
  ys: numbers(ys),
  raw: numbers(raw),
  low: numbers(low),
  high: numbers(high),
  n: numbers(n),
})

/** What is said of all panels together. */
export interface DrawnContext {
  readonly title: string
  readonly look: CompareLook
  /** What differs beside the schedule, in sentences. */
  readonly fairness: readonly string[]
  /** The same in a few words; empty when nothing does. */
  readonly fairnessLabels: string
}

function asJson(panels: readonly DrawnPanel[], { title, look, fairness }: DrawnContext) {
  const value = {
    kind: 'cooldown-comparison',
    version: 1,
    title,
    look,
    fairness,
    panels: panels.map(({ metric, notes, lines }) => ({
      metric,
      notes,
      lines: lines.map(lineAsJson),
    })),
  }
  return new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`)
}

/** The numbers of exactly what is drawn of these panels. */
export async function drawnFile(
  panels: readonly DrawnPanel[],
  layout: DrawnLayout,
  context: DrawnContext,
): Promise<Uint8Array<ArrayBuffer>> {
  switch (layout) {
    case 'tidy':
      return tidy(panels, context.look, context.fairnessLabels)
    case 'wide':
      return wide(panels, context.look)
    case 'json':
      return asJson(panels, context)
  }
}
