import type { ComparedRun } from '../domain/compare/compared-run'
import type { RunField } from '../domain/compare/field'
import { groupRuns } from '../domain/compare/groups'
import type { RowsOf } from '../domain/compare/metric-at'
import { plural } from '../domain/format'
import { colourRamp } from './colour-ramp'
import { fileLayout, footnote, type CompareFile } from './compare-file'
import type { ChartOption } from './echarts'
import { fieldAxis, fieldScale, placeOn, type FieldScale } from './field-axis'
import { frame } from './frame'
import { itemTooltip } from './item-tooltip'
import { legend } from './legend'
import { legendLabels } from './overlay'
import { styleOf } from './palette'
import { chartColours, type ChartTheme } from './theme'

/** Two fields of runs against each other, coloured by a third. */
export interface ScatterChart {
  readonly title: string
  readonly runs: readonly ComparedRun[]
  readonly x: RunField
  readonly y: RunField
  /** A number colours along a ramp, anything else by groups; trials when null. */
  readonly colourBy: RunField | null
  readonly logX?: boolean
  readonly logY?: boolean
  readonly rowsOf?: RowsOf | undefined
  readonly theme: ChartTheme
  readonly notes?: readonly string[]
  /** A picture to be read by itself. */
  readonly file?: CompareFile
}

interface Dot {
  readonly run: ComparedRun
  readonly x: number | string
  readonly y: number | string
}

interface Plotted {
  readonly scales: { readonly x: FieldScale; readonly y: FieldScale }
  readonly dots: readonly Dot[]
}

function plotted({ runs, x, y, logX = false, logY = false, rowsOf }: ScatterChart): Plotted {
  const xs = runs.map((run) => x.read(run, rowsOf))
  const ys = runs.map((run) => y.read(run, rowsOf))
  const scales = {
    x: fieldScale(x, xs, { logarithmic: logX }),
    y: fieldScale(y, ys, { logarithmic: logY }),
  }
  const dots = runs.flatMap((run, at): Dot[] => {
    const [placeX, placeY] = [placeOn(scales.x, xs[at] ?? null), placeOn(scales.y, ys[at] ?? null)]
    return placeX === null || placeY === null ? [] : [{ run, x: placeX, y: placeY }]
  })
  return { scales, dots }
}

function tipOf({ run }: Dot, { x, y, colourBy, rowsOf }: ScatterChart): string {
  const fields = [x, y, ...(colourBy ? [colourBy] : [])]
  const lines = fields.map((field) => `${field.title}: ${field.format(field.read(run, rowsOf))}`)
  return [run.name, ...new Set(lines)].join('\n')
}

const dotSize = (count: number) => (count > 300 ? 6 : 10)

/** One series for each group, with a colour and a marker of its own. */
function groupedSeries(chart: ScatterChart, { dots }: Plotted) {
  const { colourBy, rowsOf, theme } = chart
  const byId = new Map(dots.map((dot) => [dot.run.run.id, dot]))
  const groups = groupRuns(
    dots.map(({ run }) => run),
    colourBy?.name ?? 'trial',
    rowsOf,
  )
  const names = legendLabels(groups.map(({ label }) => label))
  return groups.map(({ key, runs }, place) => {
    const { colour, marker } = styleOf(colourBy ? place : (runs[0]?.style ?? 0), theme)
    return {
      type: 'scatter' as const,
      id: `dots:${key}`,
      name: names[place] ?? key,
      symbol: marker,
      symbolSize: dotSize(dots.length),
      itemStyle: { color: colour, opacity: 0.85 },
      emphasis: { focus: 'series' as const },
      animation: false,
      data: runs.flatMap((run) => {
        const dot = byId.get(run.run.id)
        return dot ? [{ value: [dot.x, dot.y], tip: tipOf(dot, chart), id: run.run.id }] : []
      }),
    }
  })
}

function rampSeries(chart: ScatterChart, { dots }: Plotted, colourBy: RunField) {
  return {
    type: 'scatter' as const,
    id: 'dots',
    symbolSize: dotSize(dots.length),
    itemStyle: { borderColor: chartColours[chart.theme].axis, borderWidth: 0.5 },
    animation: false,
    data: dots.map((dot) => {
      const value = colourBy.read(dot.run, chart.rowsOf)
      const colour = typeof value === 'number' ? value : '-'
      return { value: [dot.x, dot.y, colour], tip: tipOf(dot, chart), id: dot.run.run.id }
    }),
  }
}

function rampOf({ runs, rowsOf, theme }: ScatterChart, colourBy: RunField) {
  const values = runs.flatMap((run) => {
    const value = colourBy.read(run, rowsOf)
    return typeof value === 'number' ? value : []
  })
  return colourRamp({
    theme,
    title: colourBy.title,
    min: values.length === 0 ? 0 : values.reduce((a, b) => Math.min(a, b)),
    max: values.length === 0 ? 1 : values.reduce((a, b) => Math.max(a, b)),
    dimension: 2,
    format: (value) => colourBy.format(value),
    seriesIndex: 0,
  })
}

const mostEntries = 24

function framed(chart: ScatterChart, entries: readonly string[], dots: number) {
  const { title, runs, x, y, theme, notes = [], file } = chart
  const forFile = file !== undefined
  const left = runs.length - dots
  const all = [
    `${plural(dots, 'run')}${left > 0 ? `; ${left} without a value left out` : ''}.`,
    ...notes,
  ]
  const subtitle = `${y.title} over ${x.title}`
  const around = frame({ theme, forFile, title, subtitle, description: `${subtitle}: ${all[0]}` })
  const names = entries.length > mostEntries ? [] : entries
  const shown =
    names.length > 1 ? { legend: { ...legend(names, theme, forFile), itemWidth: 14 } } : {}
  if (!file) return { ...around, ...shown, top: names.length > 1 ? 38 : 16, bottom: 52 }
  const layout = fileLayout(names, all, file)
  return {
    ...around,
    ...(file.transparent && { backgroundColor: 'transparent' }),
    title: [around.title, footnote(layout.notes, theme)],
    ...(shown.legend && { legend: { ...shown.legend, bottom: layout.legendBottom } }),
    top: 72,
    bottom: layout.plotBottom,
  }
}

/** Two fields against each other, a dot per run; runs that lack one of them are counted, not drawn. */
export function scatterOption(chart: ScatterChart): ChartOption {
  const { colourBy, theme } = chart
  const plot = plotted(chart)
  const isRamp = colourBy?.type === 'number'
  const grouped = isRamp ? [] : groupedSeries(chart, plot)
  const { top, bottom, ...around } = framed(
    chart,
    grouped.map(({ name }) => name),
    plot.dots.length,
  )
  const middle = { nameLocation: 'middle' as const }
  const isWide = plot.scales.y.kind === 'category'
  return {
    ...around,
    grid: { left: isWide ? 150 : 76, right: isRamp ? 140 : 28, top, bottom },
    xAxis: { ...fieldAxis(plot.scales.x, theme), ...middle, nameGap: 28 },
    yAxis: { ...fieldAxis(plot.scales.y, theme), ...middle, nameGap: isWide ? 134 : 52 },
    tooltip: itemTooltip(theme),
    ...(isRamp && { visualMap: rampOf(chart, colourBy) }),
    series: isRamp ? [rampSeries(chart, plot, colourBy)] : grouped,
  }
}
