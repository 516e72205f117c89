import { chartColours, chartFont, type ChartTheme } from './theme'

/**
 * From low to high: steps of the viridis map, whose lightness rises evenly and which stays readable
 * with colour blindness; the end that would vanish in the background is left out.
 */
const ramps: Readonly<Record<ChartTheme, readonly string[]>> = {
  light: ['#440154', '#414487', '#2a788e', '#1f9a8a'],
  dark: ['#2a788e', '#22a884', '#7ad151', '#fde725'],
}

const mostLetters = 24
const short = (title: string) =>
  title.length > mostLetters ? `${title.slice(0, mostLetters - 1)}…` : title

export interface RampParts {
  readonly theme: ChartTheme
  readonly title: string
  readonly min: number
  readonly max: number
  /** Place of the coloured value in each item. */
  readonly dimension: number
  readonly format: (value: number) => string
  /** Places of the series that are coloured. */
  readonly seriesIndex: number
}

/** Colours by a number, with their key at the right edge. */
export function colourRamp(parts: RampParts) {
  const { theme, title, min, max, dimension, format, seriesIndex } = parts
  const { quietText } = chartColours[theme]
  return {
    type: 'continuous' as const,
    seriesIndex,
    dimension,
    min,
    max: max > min ? max : min + 1,
    calculable: false,
    hoverLink: false,
    inRange: { color: [...ramps[theme]] },
    outOfRange: { color: chartColours[theme].grid },
    right: 10,
    top: 'middle' as const,
    itemWidth: 12,
    itemHeight: 130,
    text: [`${short(title)}\n${format(max)}`, format(min)],
    textGap: 8,
    textStyle: {
      color: quietText,
      fontFamily: chartFont,
      fontSize: 11,
    },
  }
}
