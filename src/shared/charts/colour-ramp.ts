import { chartColours, chartFont, type ChartTheme } from './theme'

/**
 * From low to high: steps of the cividis map, whose lightness rises evenly and which looks alike with
 * and without colour blindness; the end that would vanish in the background is left out.
 */
const ramps: Readonly<Record<ChartTheme, readonly string[]>> = {
  light: ['#00224e', '#2a3f6d', '#575d6d', '#7d7c78', '#a59c74'],
  dark: ['#575d6d', '#7d7c78', '#a59c74', '#d2c060', '#fee838'],
}

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
  const { text, quietText } = chartColours[theme]
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
    text: [`${title}\n${format(max)}`, format(min)],
    textGap: 8,
    textStyle: {
      color: text === quietText ? text : quietText,
      fontFamily: chartFont,
      fontSize: 11,
    },
  }
}
