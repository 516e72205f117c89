import type { EpochRow, Metric } from '../domain/series'
import { countAxis, shownValue, valueAxis } from './axes'
import type { ChartOption } from './echarts'
import { frame } from './frame'
import { legend } from './legend'
import { line } from './lines'
import { formatMetric } from './metrics'
import { partStyles } from './palette'
import type { ChartTheme } from './theme'
import { axisTooltip } from './tooltip'

export interface RunCurvesChart {
  readonly title: string
  readonly rows: readonly EpochRow[]
  readonly theme: ChartTheme
  /** Of the loss; accuracies are always on a linear axis. */
  readonly logarithmic: boolean
  /** Length of the epoch axis while the run still grows. */
  readonly totalEpochs?: number
  readonly forFile?: boolean
}

const names = ['Training', 'Validation'] as const
const panels: readonly (readonly [Metric, Metric])[] = [
  ['loss', 'valLoss'],
  ['accuracy', 'valAccuracy'],
]

/** A run's loss (left) and accuracy (right) over the epochs, on training and validation images. */
export function runCurvesOption(chart: RunCurvesChart): ChartOption {
  const { title, rows, theme, logarithmic, forFile = false } = chart
  const last = chart.totalEpochs ?? (rows.at(-1)?.epoch ?? 0) + 1
  const styles = partStyles(theme)
  const top = forFile ? 72 : 38
  const bottom = forFile ? 74 : 44
  return {
    ...frame({
      theme,
      forFile,
      title,
      subtitle: 'Loss and accuracy per epoch',
      description: 'Loss and accuracy per epoch on training and validation images.',
    }),
    legend: legend(names, theme, forFile),
    grid: [
      { left: 68, right: '55%', top, bottom },
      { left: '56%', right: 24, top, bottom },
    ],
    xAxis: panels.map((_, gridIndex) => ({ ...countAxis('Epoch', last, theme), gridIndex })),
    yAxis: [
      { ...valueAxis('Loss', logarithmic, theme), gridIndex: 0 },
      { ...valueAxis('Accuracy', false, theme, 1), gridIndex: 1 },
    ],
    tooltip: axisTooltip(theme, {
      heading: 'Epoch',
      names: panels.flatMap(() => names),
      format: (value) => formatMetric('loss', value),
      order: 'series',
    }),
    series: panels.flatMap((pair, panel) =>
      pair.map((metric, part) => ({
        ...line({
          id: metric,
          name: part === 0 ? names[0] : names[1],
          points: rows.map((row) => [
            row.epoch + 1,
            shownValue(row[metric], logarithmic && panel === 0),
          ]),
          style: part === 0 ? styles.train : styles.validation,
          width: 2,
          shift: part,
          axisLength: last,
        }),
        xAxisIndex: panel,
        yAxisIndex: panel,
      })),
    ),
  }
}
