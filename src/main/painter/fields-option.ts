import type { ChartOption } from '../../shared/charts/echarts'
import { fileSize } from '../../shared/charts/frame'
import { parallelOption, type Brushes } from '../../shared/charts/parallel-chart'
import { scatterOption } from '../../shared/charts/scatter-chart'
import { fieldNamed, type RunField } from '../../shared/domain/compare/run-fields'
import type { PaintedFields, PaintRequest } from '../services/ports'
import { printable } from './printable'

/** The service has proved that every name is a field's. */
const oneField = (name: string) => fieldNamed(name) as RunField
const fields = (names: readonly string[]): readonly RunField[] => names.map(oneField)

type Parallel = Extract<PaintedFields['order'], { readonly kind: 'parallel' }>

function brushesOf({ brushes }: Parallel): Brushes {
  const parts = new Map<string, [number, number][]>()
  for (const { field, from, to } of brushes) {
    parts.set(field, [...(parts.get(field) ?? []), [from, to]])
  }
  return parts
}

function optionFor(chart: PaintedFields, { theme, transparent }: PaintRequest['picture']) {
  const { order, rows } = chart
  const shared = {
    title: printable(chart.title),
    notes: chart.notes.map(printable),
    runs: chart.runs.map((run) => ({ ...run, name: printable(run.name) })),
    rowsOf: (runId: string) => rows.get(runId),
    colourBy: order.colourBy === null ? null : oneField(order.colourBy),
    theme,
    file: { ...chart.file, transparent },
  }
  switch (order.kind) {
    case 'scatter': {
      const { logX, logY } = order
      return scatterOption({ ...shared, x: oneField(order.x), y: oneField(order.y), logX, logY })
    }
    case 'parallel': {
      const { logarithmic, flipped, brushes } = order
      const bright = brushes.length > 0 ? { brushes: brushesOf(order) } : {}
      return parallelOption({
        ...shared,
        ...bright,
        fields: fields(order.fields),
        logarithmic,
        flipped,
      })
    }
  }
}

const top = 72
const leastPlot = 280

function bottomOf(box: unknown): number {
  // Our charts have one box at most; ECharts' types allow for several.
  const [first] = [box].flat() as ({ readonly bottom?: number | string } | undefined)[]
  return typeof first?.bottom === 'number' ? first.bottom : 0
}

/** Room for what lies under the plot: a legend and a footnote, as far as there are any. */
const heightFor = ({ grid, parallel }: ChartOption): number =>
  Math.max(fileSize.height, top + leastPlot + Math.max(bottomOf(grid), bottomOf(parallel)))

/** A scatter or parallel coordinates, as large as was asked for, or as they take. */
export function fieldsOption(chart: PaintedFields, picture: PaintRequest['picture']) {
  const option = optionFor(chart, picture)
  const { width = fileSize.width, height = heightFor(option) } = chart.file
  return { option, width, height }
}
