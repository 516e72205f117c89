import type { GroupGap } from '../domain/compare/gaps'
import { formatCurveValue } from '../domain/compare/metric-text'
import { plural } from '../domain/format'
import type { CompareFile } from './compare-file'
import type { ChartOption } from './echarts'
import { groupRowsHeight, groupRowsOption, zeroLine, type GroupRows } from './group-rows'
import { styleOf } from './palette'
import { chartColours, type ChartTheme } from './theme'

/** How far training and validation loss are apart, as a chart. */
export interface GapChart {
  readonly title: string
  readonly gaps: readonly GroupGap[]
  readonly theme: ChartTheme
  readonly notes?: readonly string[]
  /** A picture to be read by itself. */
  readonly file?: CompareFile
}

const told = (value: number) => formatCurveValue('lossGap', value)

function around({ title, gaps, theme, notes = [], file }: GapChart): GroupRows {
  const subtitle = 'Overfitting gap: from the best epoch to the last one'
  return {
    title,
    subtitle,
    description: `${subtitle}. ${gaps.map(({ label, atEnd }) => `${label}: ${told(atEnd)}`).join(', ')}.`,
    axisName: 'Validation loss less training loss',
    rows: gaps.map(({ label, n }) => ({ label, about: plural(n, 'run'), isQuiet: false })),
    theme,
    notes: [
      'Hollow: at the epoch of the lowest validation loss. Filled: in the last epoch. Means over the runs.',
      ...notes,
    ],
    file,
  }
}

function gapSeries(
  { key, label, style, atBest, atEnd }: GroupGap,
  place: number,
  theme: ChartTheme,
) {
  const { colour, marker } = styleOf(style, theme)
  const tip =
    atBest === null
      ? `${label}: ${told(atEnd)} at the end`
      : `${label}: ${told(atBest)} at its best epoch, ${told(atEnd)} at the end`
  const point = (x: number, hollow: boolean) => ({
    value: [x, place],
    tip,
    symbol: marker,
    itemStyle: hollow
      ? { color: chartColours[theme].background, borderColor: colour, borderWidth: 2 }
      : { color: colour },
  })
  return {
    type: 'line' as const,
    id: `gap:${key}`,
    name: label,
    data: [...(atBest === null ? [] : [point(atBest, true)]), point(atEnd, false)],
    symbolSize: 11,
    showAllSymbol: true,
    lineStyle: { color: colour, width: 3, opacity: 0.5 },
    z: 3,
    animation: false,
  }
}

/** How large the chart wants to be: its height in logical pixels. */
export const gapChartHeight = (gaps: readonly GroupGap[]) => groupRowsHeight(gaps.length)

/** Each group's gap between the losses in a row: where it was at the best epoch, where it ends. */
export function gapOption(chart: GapChart): ChartOption {
  const rows = around(chart)
  return {
    ...groupRowsOption(rows),
    series: [zeroLine(rows), ...chart.gaps.map((gap, place) => gapSeries(gap, place, chart.theme))],
  }
}
