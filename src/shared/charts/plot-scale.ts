/** What a plot shows: lowest and highest value of each axis; a logarithmic y needs low above 0. */
export interface PlotRange {
  readonly x: readonly [low: number, high: number]
  readonly y: readonly [low: number, high: number]
  readonly logarithmic: boolean
}

/** Pixels between the edges of a chart and its plot. */
export interface PlotMargins {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Pixel {
  readonly left: number
  readonly top: number
}

export interface Value {
  readonly x: number
  readonly y: number
}

/** From values to pixels of a chart and back, as its axes draw them. */
export interface PlotScale {
  readonly toPixel: (value: Value) => Pixel
  /** Values outside the plot are moved to its edge. */
  readonly toValue: (pixel: Pixel) => Value
}

const clamped = (share: number) => Math.min(1, Math.max(0, share))

/** The scale of a plot of known size whose axes begin and end at the range. */
export function plotScale(
  { x, y, logarithmic }: PlotRange,
  margins: PlotMargins,
  { width, height }: Size,
): PlotScale {
  const plotWidth = Math.max(1, width - margins.left - margins.right)
  const plotHeight = Math.max(1, height - margins.top - margins.bottom)
  const own = (value: number) => (logarithmic ? Math.log(Math.max(value, y[0])) : value)
  const [low, high] = [own(y[0]), own(y[1])]
  return {
    toPixel: (value) => ({
      left: margins.left + ((value.x - x[0]) / (x[1] - x[0])) * plotWidth,
      top: margins.top + (1 - clamped((own(value.y) - low) / (high - low))) * plotHeight,
    }),
    toValue: ({ left, top }) => {
      const share = clamped(1 - (top - margins.top) / plotHeight)
      const value = low + share * (high - low)
      return {
        x: x[0] + clamped((left - margins.left) / plotWidth) * (x[1] - x[0]),
        y: logarithmic ? Math.exp(value) : value,
      }
    },
  }
}

const steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]

/** The next round number above a value greater than 0. */
export function roundAbove(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value))
  const step = steps.find((each) => each * decade >= value * (1 - 1e-9)) ?? 10
  return Number((step * decade).toPrecision(12))
}

/** Decades below the highest rate that a logarithmic axis shows at most. */
const mostDecades = 6

/** The y axis for rates from 0 or `lowest` (the smallest above 0) to `highest`. */
export function rateRange(
  { highest, lowest }: { readonly highest: number; readonly lowest: number },
  logarithmic: boolean,
): readonly [number, number] {
  if (!(highest > 0)) return logarithmic ? [1e-6, 1] : [0, 1]
  const top = roundAbove(highest * (logarithmic ? 1.2 : 1.05))
  if (!logarithmic) return [0, top]
  const floor = Math.max(lowest > 0 ? lowest : highest, highest / 10 ** mostDecades)
  return [10 ** Math.floor(Math.log10(Math.min(floor, top / 10))), top]
}
