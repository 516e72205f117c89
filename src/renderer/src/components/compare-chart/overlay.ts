import { graphic, type ECharts } from 'echarts/core'
import { pixelOf, type PlotAxes } from '../../../../shared/charts/compare-scale'
import { CompareLineShape, drawBand } from '../../../../shared/charts/compare-shapes'
import { styleOf } from '../../../../shared/charts/palette'
import { chartColours, type ChartTheme } from '../../../../shared/charts/theme'
import type { ComparisonLine } from '../../../../shared/domain/compare/comparison-line'

/** The part of a chart inside its axes, in pixels. */
export interface PlotArea {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What is brought out over a chart without drawing its lines again. */
export interface OverlayContent {
  readonly axes: PlotAxes
  readonly area: PlotArea
  readonly theme: ChartTheme
  /** Where the cursor stands on the horizontal axis; none where null. */
  readonly x: number | null
  /** Lines that are brought out while the others fade. */
  readonly lines: readonly ComparisonLine[]
  /** Of the first of them: the point at the cursor. */
  readonly at: number
}

/** A canvas of its own: the lines below stay as they are. */
const zlevel = 1
const common = { silent: true, zlevel }

const veil = ({ area, theme }: OverlayContent) =>
  new graphic.Rect({
    ...common,
    shape: area,
    style: { fill: chartColours[theme].background, opacity: 0.72 },
  })

function cursor(x: number, { axes, area, theme }: OverlayContent) {
  const pixel = Math.round(pixelOf(axes.x, x)) + 0.5
  return new graphic.Line({
    ...common,
    shape: { x1: pixel, x2: pixel, y1: area.y, y2: area.y + area.height },
    style: { stroke: chartColours[theme].quietText, lineWidth: 1, lineDash: [4, 3] },
  })
}

const BandShape = graphic.extendShape({
  type: 'compareOverlayBand',
  shape: {},
  buildPath: drawBand as never,
})

/** A group's band, as the chart itself draws it; none for a single run. */
function bandOf({ xs, low, high, style }: ComparisonLine, { axes, area, theme }: OverlayContent) {
  if (!low || !high) return []
  const band = { axes, xs, low, high, bottom: area.y + area.height }
  const fill = styleOf(style, theme).colour
  // ECharts knows the shape of its own elements only.
  return [new BandShape({ ...common, shape: band as object, style: { fill, opacity: 0.22 } })]
}

const broughtOut = ({ xs, ys, style }: ComparisonLine, { axes, theme }: OverlayContent) => {
  const { colour, dash } = styleOf(style, theme)
  return new CompareLineShape({
    ...common,
    shape: { axes, xs, ys },
    style: {
      stroke: colour,
      fill: 'none',
      lineWidth: 3,
      lineJoin: 'round',
      lineDash: dash.length === 0 ? undefined : [...dash],
    },
  })
}

function dot(line: ComparisonLine, at: number, { axes, theme }: OverlayContent) {
  return new graphic.Circle({
    ...common,
    shape: {
      cx: pixelOf(axes.x, line.xs[at] ?? NaN),
      cy: pixelOf(axes.y, line.ys[at] ?? NaN),
      r: 5,
    },
    style: {
      fill: styleOf(line.style, theme).colour,
      stroke: chartColours[theme].background,
      lineWidth: 2,
    },
  })
}

/** Draws over a chart; each drawing replaces the one before. */
export function overlayOn(chart: ECharts): {
  readonly draw: (content: OverlayContent | null) => void
} {
  const renderer = chart.getZr()
  let group: InstanceType<typeof graphic.Group> | null = null
  return {
    draw(content) {
      if (group) renderer.remove(group)
      group = null
      if (!content) return
      group = new graphic.Group({ silent: true })
      group.setClipPath(new graphic.Rect({ shape: content.area }))
      if (content.lines.length > 0) group.add(veil(content))
      for (const line of content.lines) {
        for (const band of bandOf(line, content)) group.add(band)
        group.add(broughtOut(line, content))
      }
      if (content.x !== null) group.add(cursor(content.x, content))
      const [first] = content.lines
      if (first && content.at >= 0) group.add(dot(first, content.at, content))
      renderer.add(group)
    },
  }
}
