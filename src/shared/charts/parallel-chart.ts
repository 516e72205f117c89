import type { ComparedRun } from '../domain/compare/compared-run'
import type { RunField } from '../domain/compare/field'
import type { RowsOf } from '../domain/compare/metric-at'
import { plural } from '../domain/format'
import { colourRamp } from './colour-ramp'
import { fileLayout, footnote, type CompareFile } from './compare-file'
import type { ChartOption } from './echarts'
import { fieldAxis, fieldScale, placeOn, type FieldScale } from './field-axis'
import { frame } from './frame'
import { itemTooltip } from './item-tooltip'
import { styleOf } from './palette'
import { chartColours, chartFont, type ChartTheme } from './theme'

/** Runs as lines across one axis per field. */
export interface ParallelChart {
  readonly title: string
  readonly runs: readonly ComparedRun[]
  /** From left to right; each once. */
  readonly fields: readonly RunField[]
  /** Names of fields whose axes are logarithmic, where all values allow it. */
  readonly logarithmic?: readonly string[]
  /** Names of fields whose axes are upside down. */
  readonly flipped?: readonly string[]
  /** A number of the fields that colours lines along a ramp; their trials' colours when null. */
  readonly colourBy: RunField | null
  readonly rowsOf?: RowsOf | undefined
  /** Parts of axes, by field name, that lines have to go through to stay bright. */
  readonly brushes?: Brushes
  readonly theme: ChartTheme
  readonly notes?: readonly string[]
  /** A picture to be read by itself. */
  readonly file?: CompareFile
}

/** Stretches of an axis in its own units; for words, places from 0 in the axis' order. */
export type Brushes = ReadonlyMap<string, readonly (readonly [from: number, to: number])[]>

interface Across {
  readonly scales: readonly FieldScale[]
  /** One row per run, a place per axis. */
  readonly places: readonly (readonly (number | string | null)[])[]
}

function across({ runs, fields, logarithmic = [], rowsOf }: ParallelChart): Across {
  const values = fields.map((field) => runs.map((run) => field.read(run, rowsOf)))
  const scales = fields.map((field, at) =>
    fieldScale(field, values[at] ?? [], {
      logarithmic: logarithmic.includes(field.name),
      withNothing: true,
    }),
  )
  const places = runs.map((_, run) =>
    scales.map((scale, at) => placeOn(scale, values[at]?.[run] ?? null)),
  )
  return { scales, places }
}

const numberOn = ({ kind, words }: FieldScale, place: number | string | null): number | null =>
  typeof place === 'string' && kind === 'category'
    ? words.indexOf(place)
    : typeof place === 'number'
      ? place
      : null

/**
 * The runs whose lines go through a brushed part of every axis that has one. What a run has no value
 * for lies at the dash of its axis, and can be brushed there.
 */
export function runsWithin(chart: ParallelChart, brushes: Brushes): readonly ComparedRun[] {
  const { scales, places } = across(chart)
  return chart.runs.filter((_, run) =>
    scales.every((scale, at) => {
      const parts = brushes.get(scale.field.name) ?? []
      if (parts.length === 0) return true
      const place = numberOn(scale, places[run]?.[at] ?? null)
      return place !== null && parts.some(([from, to]) => place >= from && place <= to)
    }),
  )
}

/** About what a picture has for all axes together; names are cut to their part of it. */
const plotWidth = 820

function axisOf(scale: FieldScale, dim: number, chart: ParallelChart) {
  const { theme, flipped = [], fields } = chart
  const { axis, text, background } = chartColours[theme]
  const { name, axisLabel, ...base } = fieldAxis(scale, theme)
  return {
    ...base,
    id: scale.field.name,
    dim,
    name,
    inverse: flipped.includes(scale.field.name),
    nameLocation: 'end' as const,
    nameGap: 14,
    nameTruncate: { maxWidth: Math.max(60, Math.floor(plotWidth / fields.length)) },
    z: 4,
    nameTextStyle: { color: text, fontFamily: chartFont, fontSize: 12 },
    // Lines run behind the labels.
    axisLabel: { ...axisLabel, textBorderColor: background, textBorderWidth: 3 },
    splitLine: { show: false },
    areaSelectStyle: { width: 20, borderWidth: 1, borderColor: axis, color: axis, opacity: 0.25 },
  }
}

const dimmed = 0.06

function opacityOf(count: number): number {
  if (count > 1_000) return 0.12
  if (count > 200) return 0.3
  return count > 40 ? 0.55 : 0.8
}

function linesOf(chart: ParallelChart, { places }: Across, bright: ReadonlySet<string> | null) {
  const { runs, theme, fields, rowsOf, colourBy } = chart
  const opacity = opacityOf(runs.length)
  return runs.map(({ run, name, style }, at) => {
    const look = styleOf(style, theme)
    const told = fields.map((field) => {
      const compared = runs[at]
      return compared ? `${field.title}: ${field.format(field.read(compared, rowsOf))}` : ''
    })
    return {
      id: run.id,
      name,
      tip: [name, ...told].join('\n'),
      value: (places[at] ?? []).map((place) => place ?? '-'),
      lineStyle: {
        ...(colourBy === null && {
          color: look.colour,
          type: look.dash.length === 0 ? ('solid' as const) : [...look.dash],
        }),
        opacity: bright && !bright.has(run.id) ? dimmed : opacity,
      },
    }
  })
}

function rampOf(chart: ParallelChart, { scales, places }: Across, colourBy: RunField) {
  const dimension = scales.findIndex(({ field }) => field.name === colourBy.name)
  const values = places.flatMap((row) => {
    const place = row[dimension]
    return typeof place === 'number' ? place : []
  })
  return values.length === 0
    ? {}
    : {
        visualMap: colourRamp({
          theme: chart.theme,
          title: colourBy.title,
          min: values.reduce((a, b) => Math.min(a, b)),
          max: values.reduce((a, b) => Math.max(a, b)),
          dimension,
          format: (value) => colourBy.format(value),
          seriesIndex: 0,
        }),
      }
}

function framed(chart: ParallelChart) {
  const { title, runs, fields, theme, notes = [], file } = chart
  const subtitle = fields.map((field) => field.title).join(' · ')
  const all = [`${plural(runs.length, 'run')}; a dash on an axis: no value.`, ...notes]
  const description = `Parallel coordinates of ${plural(runs.length, 'run')}: ${subtitle}.`
  const around = frame({ theme, forFile: file !== undefined, title, subtitle, description })
  if (!file) return { around, top: 40, bottom: 20 }
  const layout = fileLayout([], all, file)
  return {
    around: {
      ...around,
      ...(file.transparent && { backgroundColor: 'transparent' }),
      title: [around.title, footnote(layout.notes, theme)],
    },
    top: 108,
    bottom: layout.plotBottom - 30,
  }
}

/**
 * One line per run across the axes of the fields; numbers lie along scales, words in a row. Parts of
 * axes can be brushed: the chart then tells of its axes by the names of their fields.
 */
export function parallelOption(chart: ParallelChart): ChartOption {
  const { runs, brushes, theme } = chart
  // Only what is an axis can colour, and only a number lies on a ramp.
  const isAxis = chart.fields.some(({ name }) => name === chart.colourBy?.name)
  const colourBy = isAxis && chart.colourBy?.type === 'number' ? chart.colourBy : null
  const drawn = { ...chart, colourBy }
  const lines = across(drawn)
  const bright = brushes
    ? new Set<string>(runsWithin(drawn, brushes).map(({ run }) => run.id))
    : null
  const { around, top, bottom } = framed(drawn)
  return {
    ...around,
    parallel: { left: 60, right: colourBy ? 190 : 120, top, bottom },
    parallelAxis: lines.scales.map((scale, dim) => axisOf(scale, dim, drawn)),
    tooltip: itemTooltip(theme),
    ...(colourBy && rampOf(drawn, lines, colourBy)),
    series: [
      {
        type: 'parallel',
        id: 'runs',
        data: linesOf(drawn, lines, bright),
        lineStyle: { width: runs.length > 200 ? 1 : 1.6 },
        inactiveOpacity: dimmed,
        activeOpacity: 1,
        smooth: false,
        animation: false,
      },
    ],
  }
}
