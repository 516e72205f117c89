import { formatCurveValue } from '../domain/compare/metric-text'
import { metricAtInText, metricAtTitle } from '../domain/compare/metric-at'
import type { PairedComparison, PairedGroup } from '../domain/compare/paired'
import { pairedNotes, verdictWord } from '../domain/compare/paired-notes'
import { plural } from '../domain/format'
import type { CompareFile } from './compare-file'
import type { ChartOption } from './echarts'
import {
  groupRowsHeight,
  groupRowsOption,
  zeroLine,
  type GroupRow,
  type GroupRows,
} from './group-rows'
import { styleOf } from './palette'
import { chartColours, type ChartTheme } from './theme'

/** Paired differences of groups to their baseline, as a chart. */
export interface PairedChart {
  readonly title: string
  readonly comparison: PairedComparison
  readonly theme: ChartTheme
  /** Added to the footnote of a picture: what is unfair about the comparison. */
  readonly notes?: readonly string[]
  /** A picture to be read by itself. */
  readonly file?: CompareFile
}

const sign = (value: number) => (value > 0 ? '+' : '')

/** What stands beside the dots of each row: mean above, seeds below. */
const meanOffset = -0.1
const seedOffset = 0.2

function aboutOf({ pairs, verdict, because }: PairedGroup): string {
  if (pairs.length === 0) return 'undecided: no pair'
  if (pairs.length === 1) return because
  return `${verdictWord(verdict)}, n = ${pairs.length}`
}

const rowOf = (group: PairedGroup): GroupRow => ({
  label: group.label,
  about: aboutOf(group),
  isQuiet: group.verdict === 'undecided',
})

interface Drawn {
  readonly group: PairedGroup
  readonly place: number
  readonly chart: PairedChart
}

function lookOf({ group, chart: { theme } }: Drawn) {
  const { colour, marker } = styleOf(group.style, theme)
  return { colour: group.verdict === 'undecided' ? chartColours[theme].axis : colour, marker }
}

const told = ({ chart: { comparison } }: Drawn) => {
  const { metric } = comparison.objective
  return (value: number) => sign(value) + formatCurveValue(metric, value)
}

function seedDots(drawn: Drawn) {
  const { group, place, chart } = drawn
  const { metric } = chart.comparison.objective
  const { colour, marker } = lookOf(drawn)
  const difference = told(drawn)
  return {
    type: 'scatter' as const,
    id: `seeds:${group.key}`,
    name: group.label,
    symbol: marker,
    symbolSize: 8,
    z: 3,
    itemStyle: { color: colour, opacity: 0.75 },
    data: group.pairs.map((pair) => ({
      value: [pair.difference, place + seedOffset],
      tip:
        `${group.label}, seed ${pair.seed}: ${difference(pair.difference)}\n` +
        `${formatCurveValue(metric, pair.value)} against ${formatCurveValue(metric, pair.baseValue)}`,
    })),
    animation: false,
  }
}

/** Mean and interval: a line with a bar at both ends, and a diamond in its middle. */
function meanAndInterval(drawn: Drawn) {
  const { group, place } = drawn
  const { colour } = lookOf(drawn)
  const { mean, interval, pairs } = group
  if (mean === null) return []
  const difference = told(drawn)
  const range = interval
    ? `\n95 % interval ${difference(interval.low)} to ${difference(interval.high)}`
    : ''
  const tip = `${group.label}: mean ${difference(mean)}${range}\n${plural(pairs.length, 'pair')}, ${verdictWord(group.verdict)}: ${group.because}`
  const y = place + meanOffset
  const shared = { color: colour, animation: false as const }
  const whisker = interval && {
    ...shared,
    type: 'line' as const,
    id: `interval:${group.key}`,
    name: group.label,
    data: [interval.low, interval.high].map((x) => ({ value: [x, y], tip })),
    symbol: 'rect',
    symbolSize: [2, 13],
    lineStyle: { color: colour, width: 2.5 },
    z: 4,
  }
  return [
    ...(whisker ? [whisker] : []),
    {
      ...shared,
      type: 'scatter' as const,
      id: `mean:${group.key}`,
      name: group.label,
      symbol: 'diamond',
      symbolSize: 14,
      z: 5,
      itemStyle: { color: colour },
      data: [{ value: [mean, y], tip }],
    },
  ]
}

function around({ title, comparison, theme, notes = [], file }: PairedChart): GroupRows {
  const { objective, baseline, groups, lowerIsBetter } = comparison
  const subtitle = `${metricAtTitle(objective)}: differences to ${baseline.label}`
  return {
    title,
    subtitle,
    description: `${subtitle}. ${groups.map((group) => `${group.label}: ${verdictWord(group.verdict)}`).join(', ')}.`,
    axisName: `Difference of ${metricAtInText(objective)} (${lowerIsBetter ? 'below' : 'above'} 0 is better)`,
    rows: groups.map(rowOf),
    theme,
    notes: [...pairedNotes(comparison), ...notes],
    file,
  }
}

/** How large the chart wants to be: its height in logical pixels. */
export const pairedChartHeight = ({ groups }: PairedComparison) => groupRowsHeight(groups.length)

/**
 * Each group's differences to the baseline in a row: a dot per seed, their mean and its 95 %
 * interval, and a line at 0. What is undecided is grey, and its row says so.
 */
export function pairedOption(chart: PairedChart): ChartOption {
  const rows = around(chart)
  const drawn = chart.comparison.groups.map((group, place): Drawn => ({ group, place, chart }))
  return {
    ...groupRowsOption(rows),
    series: [
      zeroLine(rows),
      ...drawn.flatMap((each) => [seedDots(each), ...meanAndInterval(each)]),
    ],
  }
}
