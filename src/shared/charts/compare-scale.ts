import type { ComparisonLine } from '../domain/compare/comparison-line'

/** Values of a chart's two axes. */
export interface AxisValues {
  readonly x: readonly [low: number, high: number]
  readonly y: readonly [low: number, high: number]
}

/** From values to pixels along one axis: `offset + factor * value`, or of the value's logarithm. */
export interface PixelAxis {
  readonly offset: number
  readonly factor: number
  readonly logarithmic: boolean
}

/** A value's pixel; NaN where the axis has no place for it. */
export const pixelOf = ({ offset, factor, logarithmic }: PixelAxis, value: number): number =>
  offset + factor * (logarithmic ? (value > 0 ? Math.log(value) : NaN) : value)

/** The value at a pixel. */
export function valueOf({ offset, factor, logarithmic }: PixelAxis, pixel: number): number {
  const value = (pixel - offset) / factor
  return logarithmic ? Math.exp(value) : value
}

/** Where the axes of a chart lie, found from two points of which its pixels are known. */
export interface PlotAxes {
  readonly x: PixelAxis
  readonly y: PixelAxis
}

interface Logarithmic {
  readonly logX: boolean
  readonly logY: boolean
}

function axisBetween(
  [low, high]: readonly [number, number],
  [lowPixel, highPixel]: readonly [number, number],
  logarithmic: boolean,
): PixelAxis {
  const own = (value: number) => (logarithmic ? Math.log(value) : value)
  const factor = (highPixel - lowPixel) / (own(high) - own(low))
  return { offset: lowPixel - factor * own(low), factor, logarithmic }
}

/** The axes of a chart; `toPixel` is the chart's own way from two values to pixels. */
export function plotAxes(
  values: AxisValues,
  { logX, logY }: Logarithmic,
  toPixel: (point: [number, number]) => readonly number[],
): PlotAxes {
  const [left = NaN, bottom = NaN] = toPixel([values.x[0], values.y[0]])
  const [right = NaN, top = NaN] = toPixel([values.x[1], values.y[1]])
  return {
    x: axisBetween(values.x, [left, right], logX),
    y: axisBetween(values.y, [bottom, top], logY),
  }
}

/** Lowest and highest of the values that an axis can show; null without any. */
export function extentOf(
  series: readonly (Float64Array | null)[],
  logarithmic: boolean,
): readonly [number, number] | null {
  let low = Infinity
  let high = -Infinity
  for (const values of series) {
    if (!values) continue
    for (const value of values) {
      if (!Number.isFinite(value) || (logarithmic && value <= 0)) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return low <= high ? [low, high] : null
}

/** Two different values that the axes can show, whatever lines there are. */
export function spanOf(lines: readonly ComparisonLine[], { logX, logY }: Logarithmic): AxisValues {
  const wide = (extent: readonly [number, number] | null, logarithmic: boolean) => {
    const [low, high] = extent ?? [1, 2]
    return low < high ? ([low, high] as const) : ([low, logarithmic ? low * 2 : low + 1] as const)
  }
  return {
    x: wide(
      extentOf(
        lines.map(({ xs }) => xs),
        logX,
      ),
      logX,
    ),
    y: wide(
      extentOf(
        lines.map(({ ys }) => ys),
        logY,
      ),
      logY,
    ),
  }
}
