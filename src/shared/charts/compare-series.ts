import type { CustomSeriesOption } from 'echarts/charts'
import type { ComparisonLine } from '../domain/compare/comparison-line'
import { shownValue } from './axes'
import { extentOf, plotAxes, spanOf, type PlotAxes } from './compare-scale'
import { shapeNames, type BandShape, type LineShape, type MarksShape } from './compare-shapes'
import { line as plainLine, type Point } from './lines'
import { styleOf, type TrialStyle } from './palette'
import { chartColours, type ChartTheme } from './theme'

/** What all series of a panel have in common. */
export interface CompareSeriesParts {
  readonly lines: readonly ComparisonLine[]
  readonly logX: boolean
  readonly logY: boolean
  readonly theme: ChartTheme
  /** What the legend says of each line. */
  readonly legendNames: readonly string[]
  /** Each of them once; empty where there is no legend. */
  readonly legendEntries: readonly string[]
}

/** More lines than this are drawn without markers, all by one series. */
export const mostPlainLines = 60

type RenderItem = NonNullable<CustomSeriesOption['renderItem']>
type RenderParams = Parameters<RenderItem>[0]
type RenderApi = Parameters<RenderItem>[1]

interface Plot {
  readonly axes: PlotAxes
  readonly top: number
  readonly bottom: number
}

/** The plot as ECharts has laid it out; found once for all items of a series. */
function plotOf(parts: CompareSeriesParts, params: RenderParams, api: RenderApi): Plot {
  const { context } = params
  if (!context.plot) {
    // A cartesian system tells its place; the declared type covers systems that do not.
    const { y, height } = params.coordSys as unknown as { y: number; height: number }
    const axes = plotAxes(spanOf(parts.lines, parts), parts, (point) => api.coord(point))
    context.plot = { axes, top: y, bottom: y + height } satisfies Plot
  }
  return context.plot as Plot
}

type Shape =
  | { readonly type: typeof shapeNames.line; readonly shape: LineShape }
  | { readonly type: typeof shapeNames.band; readonly shape: BandShape }
  | { readonly type: typeof shapeNames.marks; readonly shape: MarksShape }

interface Drawing {
  readonly id: string
  /** Higher ones lie over lower ones. */
  readonly z: number
  /** Values that the vertical axis makes room for. */
  readonly valuesOf: (line: ComparisonLine) => readonly (Float64Array | null)[]
  readonly shapeOf: (line: ComparisonLine, plot: Plot) => Shape
  readonly styleOf: (style: TrialStyle) => object
}

/** One series for all lines: an item for each, drawn from the line's own arrays. */
function drawing(
  lines: readonly ComparisonLine[],
  parts: CompareSeriesParts,
  { id, z, valuesOf, shapeOf, styleOf: styleFor }: Drawing,
): CustomSeriesOption {
  const shown = lines.flatMap((line) => {
    const x = extentOf([line.xs], parts.logX)
    const y = extentOf(valuesOf(line), parts.logY)
    return x && y ? [{ line, extents: [...x, ...y] }] : []
  })
  return {
    type: 'custom',
    id,
    z,
    silent: true,
    clip: true,
    animation: false,
    coordinateSystem: 'cartesian2d',
    encode: { x: [0, 1], y: [2, 3] },
    data: shown.map(({ extents }) => extents),
    renderItem: (params, api) => {
      const found = shown[params.dataIndex]
      if (!found) return null
      const { line } = found
      const item = {
        ...shapeOf(line, plotOf(parts, params, api)),
        style: styleFor(styleOf(line.style, parts.theme)),
        transition: [],
        silent: true,
      }
      // Its type lists only the shapes that ECharts brings along, not those that we registered.
      return item as unknown as ReturnType<RenderItem>
    },
  }
}

const stroke = ({ colour, dash }: TrialStyle, lineWidth: number, opacity = 1) => ({
  stroke: colour,
  fill: 'none',
  lineWidth,
  opacity,
  lineDash: dash.length === 0 ? null : [...dash],
  lineJoin: 'bevel',
})

const rawSeries = (parts: CompareSeriesParts) =>
  drawing(
    parts.lines.filter(({ raw }) => raw !== null),
    parts,
    {
      id: 'raw',
      z: 1,
      valuesOf: ({ raw }) => [raw],
      shapeOf: ({ xs, ys, raw }, { axes }) => ({
        type: shapeNames.line,
        shape: { axes, xs, ys: raw ?? ys },
      }),
      styleOf: (style) => stroke({ ...style, dash: [] }, 1, 0.3),
    },
  )

const bandSeries = (parts: CompareSeriesParts) =>
  drawing(
    parts.lines.filter(({ low }) => low !== null),
    parts,
    {
      id: 'bands',
      z: 0,
      valuesOf: ({ low, high }) => [low, high],
      shapeOf: ({ xs, ys, low, high }, { axes, bottom }) => ({
        type: shapeNames.band,
        shape: { axes, xs, low: low ?? ys, high: high ?? ys, bottom },
      }),
      styleOf: ({ colour }) => ({ fill: colour, opacity: 0.16 }),
    },
  )

/** A mark stays in the plot, also where its line has no value beside it. */
function marksShape({ marks }: ComparisonLine, { axes, top, bottom }: Plot): MarksShape {
  const inside = 6
  return {
    points: marks.map(({ x, y, kind }) => {
      const pixel = axes.y.offset + axes.y.factor * (axes.y.logarithmic ? Math.log(y) : y)
      return {
        x: axes.x.offset + axes.x.factor * (axes.x.logarithmic ? Math.log(x) : x),
        y: Math.min(
          bottom - inside,
          Math.max(top + inside, Number.isFinite(pixel) ? pixel : bottom),
        ),
        cross: kind === 'diverged',
      }
    }),
  }
}

const marksSeries = (parts: CompareSeriesParts) =>
  drawing(
    parts.lines.filter(({ marks }) => marks.length > 0),
    parts,
    {
      id: 'marks',
      z: 4,
      valuesOf: ({ ys }) => [ys],
      shapeOf: (line, plot) => ({ type: shapeNames.marks, shape: marksShape(line, plot) }),
      styleOf: ({ colour }) => ({
        stroke: colour,
        fill: chartColours[parts.theme].background,
        lineWidth: 2,
      }),
    },
  )

/** The arrays of several lines one after the other, with a gap between them. */
function joined(lines: readonly ComparisonLine[], of: (line: ComparisonLine) => Float64Array) {
  const values = new Float64Array(lines.reduce((sum, { xs }) => sum + xs.length + 1, 0)).fill(NaN)
  let from = 0
  for (const line of lines) {
    values.set(of(line), from)
    from += line.xs.length + 1
  }
  return values
}

/** Lines of one style as one, since a browser draws twenty long ones faster than a thousand. */
function mergedByStyle(lines: readonly ComparisonLine[]): readonly ComparisonLine[] {
  const styles = new Map<number, ComparisonLine[]>()
  for (const line of lines) {
    const alike = styles.get(line.style)
    if (alike) alike.push(line)
    else styles.set(line.style, [line])
  }
  return [...styles.values()].flatMap((alike) => {
    const [first] = alike
    if (!first) return []
    return [{ ...first, xs: joined(alike, ({ xs }) => xs), ys: joined(alike, ({ ys }) => ys) }]
  })
}

const manySeries = (parts: CompareSeriesParts) =>
  drawing(mergedByStyle(parts.lines), parts, {
    id: 'lines',
    z: 2,
    valuesOf: ({ ys }) => [ys],
    shapeOf: ({ xs, ys }, { axes }) => ({ type: shapeNames.line, shape: { axes, xs, ys } }),
    styleOf: (style) => stroke({ ...style, dash: [] }, 1, 0.8),
  })

const fewLines = 12

const points = ({ xs, ys }: ComparisonLine, { logX, logY }: CompareSeriesParts): Point[] =>
  Array.from(xs.keys())
    .filter((at) => !logX || (xs[at] ?? NaN) > 0)
    .map((at) => [xs[at] ?? NaN, shownValue(ys[at] ?? NaN, logY)])

const plainSeries = (parts: CompareSeriesParts) =>
  parts.lines.map((line, at) => ({
    ...plainLine({
      id: line.id,
      name: parts.legendNames[at] ?? line.name,
      points: points(line, parts),
      style: styleOf(line.style, parts.theme),
      width: parts.lines.length > fewLines ? 1.4 : 2,
      shift: line.style,
      axisLength: line.xs.length,
    }),
    silent: true,
    z: 2,
  }))

/** Entries of the legend where the lines themselves are one series. */
function legendSeries({ lines, legendEntries, legendNames, theme }: CompareSeriesParts) {
  const styles = new Map(lines.map((line, at) => [legendNames[at] ?? line.name, line.style]))
  return legendEntries.map((name) => ({
    ...plainLine({
      id: `legend:${name}`,
      name,
      points: [],
      style: { ...styleOf(styles.get(name) ?? 0, theme), dash: [] },
      width: 2,
      shift: 0,
      axisLength: 1,
    }),
    silent: true,
  }))
}

/** The series of a panel: bands, faint raw lines, lines, and marks over them. */
export function compareSeries(parts: CompareSeriesParts) {
  const many = parts.lines.length > mostPlainLines
  const around = [bandSeries(parts), rawSeries(parts), marksSeries(parts)]
  const lines = many ? [manySeries(parts), ...legendSeries(parts)] : plainSeries(parts)
  return [...lines, ...around.filter(({ data }) => Array.isArray(data) && data.length > 0)]
}
