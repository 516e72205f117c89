import { formatRate } from '../domain/format-rate'
import type { ChartTheme } from './theme'
import { chartColours, chartFont } from './theme'

const tinyTick = 1e-3
const hugeTick = 1e5

/** A tick of a value axis: no binary noise such as 0.00009999999999999999. */
export function formatTick(value: number): string {
  const clean = Number(value.toPrecision(10))
  const size = Math.abs(clean)
  if (size >= hugeTick || (size > 0 && size < tinyTick)) {
    return clean.toExponential().replace('e+', 'e')
  }
  return size < 1 ? formatRate(clean) : String(clean)
}

const lines = (theme: ChartTheme) => {
  const { axis, grid, quietText } = chartColours[theme]
  return {
    nameTextStyle: { color: quietText, fontFamily: chartFont, fontSize: 12 },
    axisLine: { show: true, lineStyle: { color: axis } },
    axisTick: { show: true, lineStyle: { color: axis } },
    axisLabel: { color: quietText, fontFamily: chartFont, fontSize: 11 },
    splitLine: { lineStyle: { color: grid } },
  }
}

/** An axis that counts epochs or steps from 1 to `last`. */
export function countAxis(name: string, last: number, theme: ChartTheme) {
  return {
    ...lines(theme),
    type: 'value' as const,
    name,
    nameLocation: 'middle' as const,
    nameGap: 24,
    min: 1,
    max: Math.max(2, last),
    minInterval: 1,
    splitLine: { show: false },
  }
}

/** Lowest and highest value of an axis, as ECharts hands them over. */
export interface Extent {
  readonly min: number
  readonly max: number
}

/** A logarithmic axis begins at the decade of its lowest value, not many decades below it. */
const decadeBelow = ({ min }: Extent): number | null =>
  min > 0 && Number.isFinite(min) ? 10 ** Math.floor(Math.log10(min)) : null

/** Where rounding up would pass what the values can reach, the axis ends there. */
const nearlyThere = 0.95
const endingAt =
  (most: number) =>
  ({ max }: Extent): number | null =>
    max > most * nearlyThere ? most : null

/** An axis of values, from the lowest to the highest shown; none can be above `most`. */
export function valueAxis(name: string, logarithmic: boolean, theme: ChartTheme, most = Infinity) {
  const style = lines(theme)
  return {
    ...style,
    ...(logarithmic && { min: decadeBelow }),
    ...(Number.isFinite(most) && !logarithmic && { max: endingAt(most) }),
    type: logarithmic ? ('log' as const) : ('value' as const),
    name: logarithmic ? `${name} (log)` : name,
    nameLocation: 'middle' as const,
    nameGap: 48,
    scale: true,
    axisLabel: { ...style.axisLabel, formatter: formatTick },
    minorSplitLine: {
      show: logarithmic,
      lineStyle: { color: chartColours[theme].grid, opacity: 0.5 },
    },
  }
}

/** What an axis can show of a value: a logarithmic one has no place for 0 or less. */
export const shownValue = (value: number, logarithmic: boolean): number | null =>
  Number.isFinite(value) && (!logarithmic || value > 0) ? value : null
