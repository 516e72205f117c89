import { graphic } from 'echarts/core'
import { pixelOf, type PlotAxes } from './compare-scale'

/** What shapes are drawn with: a canvas, or the writer of an SVG path. */
export interface Pen {
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  closePath(): void
}

/** A line through values; it breaks where one of them has no place on the axes. */
export interface LineShape {
  readonly axes: PlotAxes
  readonly xs: Float64Array
  readonly ys: Float64Array
  /** Left and right edge of what can be seen, in pixels; parts beyond are left out. */
  readonly edges?: readonly [left: number, right: number]
}

const dot = 0.01
const everywhere = [-Infinity, Infinity] as const

/** Draws a line; a point between two gaps becomes a dot as wide as the line. */
export function drawLine(pen: Pen, { axes, xs, ys, edges = everywhere }: LineShape): void {
  const [left, right] = edges
  let [beforeX, beforeY] = [NaN, NaN]
  let touches = false
  for (let at = 0; at < xs.length; at++) {
    const x = pixelOf(axes.x, xs[at] ?? NaN)
    const y = pixelOf(axes.y, ys[at] ?? NaN)
    const isPoint = Number.isFinite(x) && Number.isFinite(y)
    const follows = isPoint && Number.isFinite(beforeX)
    if (follows && Math.max(x, beforeX) >= left && Math.min(x, beforeX) <= right) {
      if (!touches) pen.moveTo(beforeX, beforeY)
      pen.lineTo(x, y)
      touches = true
    } else {
      touches = false
      if (isPoint && !follows && !Number.isFinite(pixelOf(axes.y, ys[at + 1] ?? NaN))) {
        pen.moveTo(x, y)
        pen.lineTo(x + dot, y)
      }
    }
    beforeX = isPoint ? x : NaN
    beforeY = y
  }
}

/** The area between two series of values; nothing is drawn where one of them is missing. */
export interface BandShape {
  readonly axes: PlotAxes
  readonly xs: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  /** Pixel of the plot's lower edge, for what a logarithmic axis has no place for. */
  readonly bottom: number
}

/** Draws a band, each unbroken stretch as an area of its own. */
export function drawBand(pen: Pen, { axes, xs, low, high, bottom }: BandShape): void {
  const pixel = (value: number) =>
    axes.y.logarithmic && value <= 0 ? bottom : pixelOf(axes.y, value)
  const whole = (at: number) =>
    Number.isFinite(low[at] ?? NaN) &&
    Number.isFinite(high[at] ?? NaN) &&
    Number.isFinite(pixelOf(axes.x, xs[at] ?? NaN))
  for (let from = 0; from < xs.length; from++) {
    if (!whole(from)) continue
    let to = from
    while (to + 1 < xs.length && whole(to + 1)) to++
    pen.moveTo(pixelOf(axes.x, xs[from] ?? NaN), pixel(high[from] ?? NaN))
    for (let at = from + 1; at <= to; at++) {
      pen.lineTo(pixelOf(axes.x, xs[at] ?? NaN), pixel(high[at] ?? NaN))
    }
    for (let at = to; at >= from; at--) {
      pen.lineTo(pixelOf(axes.x, xs[at] ?? NaN), pixel(low[at] ?? NaN))
    }
    pen.closePath()
    from = to
  }
}

/** Marks at pixels: triangles for values that are not finite, crosses where a run diverged. */
export interface MarksShape {
  readonly points: readonly { readonly x: number; readonly y: number; readonly cross: boolean }[]
}

const reach = 5

/** Draws marks. */
export function drawMarks(pen: Pen, { points }: MarksShape): void {
  for (const { x, y, cross } of points) {
    if (cross) {
      pen.moveTo(x - reach, y - reach)
      pen.lineTo(x + reach, y + reach)
      pen.moveTo(x - reach, y + reach)
      pen.lineTo(x + reach, y - reach)
    } else {
      pen.moveTo(x, y - reach)
      pen.lineTo(x + reach, y + reach)
      pen.lineTo(x - reach, y + reach)
      pen.closePath()
    }
  }
}

/** The name under which ECharts knows the shape of our series. */
export const compareShape = 'compareShape'

/** ECharts copies arrays and functions of a shape, number by number; an object it leaves alone. */
export interface DrawnShape {
  readonly drawing: { readonly draw: (pen: Pen) => void }
}

const nothing: DrawnShape = { drawing: { draw: () => undefined } }

graphic.registerShape(
  compareShape,
  graphic.extendShape({
    type: compareShape,
    shape: nothing,
    buildPath: (pen: Pen, { drawing }: DrawnShape) => drawing.draw(pen),
  }),
)

const noAxis = { offset: 0, factor: 1, logarithmic: false }

/** A line, for those who draw without a series. */
export const CompareLineShape: ReturnType<typeof graphic.extendShape> = graphic.extendShape({
  type: 'compareLine',
  shape: { axes: { x: noAxis, y: noAxis }, xs: new Float64Array(0), ys: new Float64Array(0) },
  buildPath: drawLine,
})
