import type { CompareLook, CurveMetric } from '../domain/compare/compare-view'
import type { ComparisonLine } from '../domain/compare/comparison-line'
import { curveMetricTexts } from '../domain/compare/metric-text'
import { xAxisTexts } from '../domain/compare/x-axis'
import { formatCount, plural } from '../domain/format'
import { compareAxes, compareZoom, zoomedEnds } from './compare-axes'
import { fileLayout, footnote, type CompareFile } from './compare-file'
import { compareSeries, mostPlainLines } from './compare-series'
import type { ChartOption } from './echarts'
import { frame } from './frame'
import { legend } from './legend'
import { legendLabels } from './overlay'
import type { ChartTheme } from './theme'

/** One panel of a comparison. */
export interface CompareChart {
  readonly title: string
  /** What `comparisonLines` made. */
  readonly lines: readonly ComparisonLine[]
  readonly metric: CurveMetric
  readonly look: CompareLook
  readonly theme: ChartTheme
  /** The footnote of a picture: what `comparisonNotes` says, and fairness. */
  readonly notes?: readonly string[]
  /** A picture to be read by itself: title, whole legend, footnote, no controls. */
  readonly file?: CompareFile
}

/** What the legend says of a line: a group with the number of its runs. */
const entryOf = ({ kind, group, runIds }: ComparisonLine) =>
  kind === 'group' ? `${group} (n = ${formatCount(runIds.length)})` : group

/** A legend of more entries than this says nothing. */
const mostEntries = mostPlainLines

interface Legend {
  /** What it says of each line. */
  readonly names: readonly string[]
  readonly entries: readonly string[]
}

function legendOf(lines: readonly ComparisonLine[]): Legend {
  const texts = lines.map(entryOf)
  const different = [...new Set(texts)]
  const labels = legendLabels(different)
  const labelOf = new Map(different.map((text, at) => [text, labels[at] ?? text]))
  return {
    names: texts.map((text) => labelOf.get(text) ?? text),
    entries: labels.length > mostEntries ? [] : labels,
  }
}

const drawnOf = ({ lines }: CompareChart) => lines.filter(({ xs }) => xs.length > 0)

/** How large the picture of a chart is, in logical pixels: legend and footnote make it grow. */
export function compareFileSize(chart: CompareChart): { width: number; height: number } {
  const { entries } = legendOf(drawnOf(chart))
  const { width, height } = fileLayout(entries, chart.notes ?? [], chart.file ?? {})
  return { width, height }
}

/** On the page the legend is left out where the table of runs says it all. */
const pageLayout = (entries: readonly string[]) => ({
  left: 68,
  right: 20,
  top: entries.length > 1 ? 38 : 16,
  bottom: 66,
})

function framed(chart: CompareChart, entries: readonly string[], theme: ChartTheme) {
  const { title, metric, look, notes = [], file, lines } = chart
  const metricTitle = curveMetricTexts[metric].title
  const around = frame({
    theme,
    forFile: file !== undefined,
    title,
    subtitle: `${metricTitle} ${xAxisTexts[look.x].over}`,
    description: `${metricTitle} of ${plural(lines.length, 'line')}: ${entries.join(', ')}.`,
  })
  // A legend that hid lines would draw something else than what is exported: the table does that.
  const shown = { ...legend(entries, theme, file !== undefined), selectedMode: false as const }
  if (!file) {
    return {
      ...around,
      ...(entries.length > 1 && { legend: shown }),
      grid: pageLayout(entries),
      dataZoom: compareZoom(chart),
    }
  }
  const layout = fileLayout(entries, notes, file)
  return {
    ...around,
    ...(file.transparent && { backgroundColor: 'transparent' }),
    title: [around.title, footnote(layout.notes, theme)],
    ...(entries.length > 0 && { legend: { ...shown, bottom: layout.legendBottom } }),
    grid: { left: 76, right: 28, top: 72, bottom: layout.plotBottom },
  }
}

/**
 * One metric of many lines over an axis; works without any line. More than sixty lines are drawn by
 * one series without markers. It has no tooltip: what is under the pointer is laid over the chart.
 */
export function compareOption(chart: CompareChart): ChartOption {
  const { metric, look, theme, file } = chart
  const lines = drawnOf(chart)
  const { names, entries } = legendOf(lines)
  const { xAxis, yAxis } = compareAxes({ lines, metric, look, theme })
  return {
    ...framed({ ...chart, lines }, entries, theme),
    xAxis: { ...xAxis, ...(file && zoomedEnds(look)) },
    yAxis,
    series: compareSeries({
      lines,
      logX: look.logX,
      logY: look.logY.includes(metric),
      theme,
      legendNames: names,
      legendEntries: entries,
    }),
  }
}
