import type { EpochRow, Metric } from '../domain/series'
import { legendNames } from './groups'
import { countAxis, shownValue, valueAxis } from './axes'
import type { ChartOption } from './echarts'
import { legend, legendHeight } from './legend'
import { line, type Point } from './lines'
import { formatMetric, metricTexts } from './metrics'
import { styleOf } from './palette'
import { fileSize, frame } from './frame'
import type { ChartTheme } from './theme'
import { axisTooltip } from './tooltip'
import { zoom } from './zoom'

/** One run in a comparison. */
export interface ComparedRun {
  /** Keeps a line its identity while the chart changes; its place in the list when left out. */
  readonly id?: string
  /** Tells it from every other run, such as "Linear, seed 2". */
  readonly name: string
  /** What the legend says; runs that share it share one entry. Found from the names when left out. */
  readonly group?: string
  /** Place of its trial in the study, from 0. */
  readonly style: number
  readonly rows: readonly EpochRow[]
  /** Epoch, from 0, at which its line begins; 0 when left out. */
  readonly fromEpoch?: number
}

export interface ComparisonChart {
  readonly title: string
  readonly runs: readonly ComparedRun[]
  readonly metric: Metric
  readonly theme: ChartTheme
  readonly logarithmic: boolean
  /** Draw only this many first epochs. */
  readonly firstEpochs?: number
  /** Length of the epoch axis while runs still grow; the longest run when left out. */
  readonly totalEpochs?: number
  /** A picture to be read by itself: title, whole legend, own background, no controls. */
  readonly forFile?: boolean
}

const fewLines = 12

function points({ runs, metric, logarithmic, firstEpochs }: ComparisonChart): Point[][] {
  return runs.map(({ rows, fromEpoch = 0 }) =>
    rows
      .filter(({ epoch }) => epoch >= fromEpoch && epoch < (firstEpochs ?? Infinity))
      .map((row) => [row.epoch + 1, shownValue(row[metric], logarithmic)] as const),
  )
}

function lastEpoch({ runs, firstEpochs, totalEpochs }: ComparisonChart): number {
  const longest =
    totalEpochs ?? Math.max(1, ...runs.flatMap(({ rows }) => (rows.at(-1)?.epoch ?? 0) + 1))
  return firstEpochs === undefined ? longest : Math.min(firstEpochs, longest)
}

/** One metric of many runs over the epochs, a line each; works without any run or row. */
export function comparisonOption(chart: ComparisonChart): ChartOption {
  const { title, runs, metric, theme, logarithmic, forFile = false } = chart
  const text = metricTexts[metric]
  const groups = legendNames(runs)
  const entries = [...new Set(groups)]
  const series = points(chart)
  const last = lastEpoch(chart)
  const legendSpace = forFile ? legendHeight(entries, fileSize.width - 16) : 0
  return {
    ...frame({
      theme,
      forFile,
      title,
      subtitle: last > 1 ? `${text.title}, epochs 1 to ${last}` : text.title,
      description: `${text.title} per epoch of ${runs.length} runs: ${entries.join(', ')}.`,
    }),
    legend: legend(entries, theme, forFile),
    grid: forFile
      ? { left: 76, right: 28, top: 72, bottom: legendSpace + 54 }
      : { left: 68, right: 20, top: 38, bottom: 66 },
    xAxis: countAxis('Epoch', last, theme),
    yAxis: valueAxis(text.title, logarithmic, theme, text.most),
    tooltip: axisTooltip(theme, {
      heading: 'Epoch',
      names: runs.map(({ name }) => name),
      format: (value) => formatMetric(metric, value),
      order: text.lowerIsBetter ? 'ascending' : 'descending',
    }),
    dataZoom: forFile ? [] : zoom(theme),
    series: runs.map(({ id, name, style }, index) =>
      line({
        id: id ?? String(index),
        name: groups[index] ?? name,
        points: series[index] ?? [],
        style: styleOf(style, theme),
        width: runs.length > fewLines ? 1.4 : 2,
        shift: style,
        axisLength: last,
      }),
    ),
  }
}
