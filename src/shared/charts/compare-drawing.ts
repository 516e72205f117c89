import type { CustomSeriesOption } from 'echarts/charts'
import type { ComparisonLine } from '../domain/compare/comparison-line'
import { extentOf, plotAxes, spanOf, type AxisValues, type PlotAxes } from './compare-scale'
import { compareShape, type DrawnShape, type Pen } from './compare-shapes'
import { styleOf, type TrialStyle } from './palette'
import type { ChartTheme } from './theme'

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

interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

type RenderItem = NonNullable<CustomSeriesOption['renderItem']>
type RenderParams = Parameters<RenderItem>[0]
type RenderApi = Parameters<RenderItem>[1]

/** The plot in pixels. */
export interface Plot {
  readonly axes: PlotAxes
  /** Left and right edge. */
  readonly edges: readonly [number, number]
  readonly top: number
  readonly bottom: number
}

/** The plot as ECharts has laid it out; found once for all items of a series. */
function plotOf(
  span: AxisValues,
  parts: CompareSeriesParts,
  { context, coordSys }: RenderParams,
  api: RenderApi,
): Plot {
  if (!context.plot) {
    // A cartesian system tells its place; the declared type covers systems that do not.
    const { x, y, width, height } = coordSys as unknown as Rectangle
    const axes = plotAxes(span, parts, (point) => api.coord(point))
    context.plot = { axes, edges: [x, x + width], top: y, bottom: y + height } satisfies Plot
  }
  return context.plot as Plot
}

/** How a series draws its lines. */
export interface Drawing {
  readonly id: string
  /** Higher ones lie over lower ones. */
  readonly z: number
  /** Values that the vertical axis makes room for. */
  readonly valuesOf: (line: ComparisonLine) => readonly (Float64Array | null)[]
  readonly draw: (pen: Pen, line: ComparisonLine, plot: Plot) => void
  readonly styleOf: (style: TrialStyle) => object
}

/** One series for all lines: an item for each, drawn from the line's own arrays. */
export function drawing(
  lines: readonly ComparisonLine[],
  parts: CompareSeriesParts,
  { id, z, valuesOf, draw, styleOf: styleFor }: Drawing,
): CustomSeriesOption {
  const shown = lines.flatMap((line) => {
    const x = extentOf([line.xs], parts.logX)
    const y = extentOf(valuesOf(line), parts.logY)
    return x && y ? [{ line, extents: [...x, ...y] }] : []
  })
  let span: AxisValues | null = null
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
      span ??= spanOf(parts.lines, parts)
      const plot = plotOf(span, parts, params, api)
      const item = {
        type: compareShape,
        shape: { drawing: { draw: (pen) => draw(pen, line, plot) } } satisfies DrawnShape,
        style: styleFor(styleOf(line.style, parts.theme)),
        transition: [],
        silent: true,
      }
      // Its type lists only the shapes that ECharts brings along, not those that we registered.
      return item as unknown as ReturnType<RenderItem>
    },
  }
}

/** A line's look; its dashes tell it from others beside its colour. */
export const stroke = ({ colour, dash }: TrialStyle, lineWidth: number, opacity = 1) => ({
  stroke: colour,
  fill: 'none',
  lineWidth,
  opacity,
  lineDash: dash.length === 0 ? null : [...dash],
  lineJoin: 'bevel',
})
