import type { CompareLook, CurveMetric } from './compare-view'
import type { ComparisonLine } from './comparison-line'
import { xAxisTexts } from './x-axis'

/** `tidy`: a row per line and point; `wide`: a row per place, lines side by side. */
export type DrawnLayout = 'tidy' | 'wide'

/** A table for a file; null is an empty cell, NaN a value that was no number. */
export interface DrawnTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** What the lines show. */
export type DrawnAxes = { readonly metric: CurveMetric } & Pick<CompareLook, 'x' | 'zoom'>

/** Places of a line's points that can be seen. */
const seen = ({ xs }: ComparisonLine, { zoom }: DrawnAxes): readonly number[] =>
  Array.from(xs.keys()).filter((at) => {
    const x = xs[at] ?? NaN
    return !zoom || (x >= zoom.from && x <= zoom.to)
  })

function tidy(lines: readonly ComparisonLine[], axes: DrawnAxes): DrawnTable {
  const { column } = xAxisTexts[axes.x]
  return {
    columns: ['line', 'group', 'metric', column, 'value', 'raw', 'low', 'high', 'n'],
    rows: lines.flatMap((line) =>
      seen(line, axes).map((at) => [
        line.name,
        line.group,
        axes.metric,
        line.xs[at] ?? NaN,
        line.ys[at] ?? NaN,
        line.raw?.[at] ?? null,
        line.low?.[at] ?? null,
        line.high?.[at] ?? null,
        line.n?.[at] ?? null,
      ]),
    ),
  }
}

/** The series of a line that a wide table has, with the heads of their columns. */
function seriesOf({ name, ys, raw, low, high, n }: ComparisonLine) {
  return [
    { head: name, values: ys },
    { head: `${name} (raw)`, values: raw },
    { head: `${name} (low)`, values: low },
    { head: `${name} (high)`, values: high },
    { head: `${name} (n)`, values: n },
  ].flatMap(({ head, values }) => (values ? [{ head, values }] : []))
}

function wide(lines: readonly ComparisonLine[], axes: DrawnAxes): DrawnTable {
  const cells = new Map<number, (number | null)[]>()
  const columns = [xAxisTexts[axes.x].column]
  const width = lines.reduce((sum, line) => sum + seriesOf(line).length, 0)
  const rowAt = (x: number): (number | null)[] => {
    const known = cells.get(x)
    if (known) return known
    const made = new Array<number | null>(width).fill(null)
    cells.set(x, made)
    return made
  }
  for (const line of lines) {
    const places = seen(line, axes)
    for (const { head, values } of seriesOf(line)) {
      const column = columns.length - 1
      columns.push(head)
      for (const at of places) rowAt(line.xs[at] ?? NaN)[column] = values[at] ?? NaN
    }
  }
  const rows = [...cells].sort(([a], [b]) => a - b).map(([x, values]) => [x, ...values])
  return { columns, rows }
}

/**
 * The points of lines as a table: those that can be seen, no more and no fewer, with what belongs to
 * them: the value before smoothing, the edges of the band, and how many runs count.
 */
export function drawnTable(
  lines: readonly ComparisonLine[],
  layout: DrawnLayout,
  axes: DrawnAxes,
): DrawnTable {
  switch (layout) {
    case 'tidy':
      return tidy(lines, axes)
    case 'wide':
      return wide(lines, axes)
  }
}
