import { sampledIndices } from '../domain/sampled-indices'
import type { EpochRow } from '../domain/series'
import { countAxis, shownValue, valueAxis } from './axes'
import type { ChartOption } from './echarts'
import { frame } from './frame'
import { line, type Point } from './lines'
import { formatMetric } from './metrics'
import { partStyles } from './palette'
import type { ChartTheme } from './theme'
import { axisTooltip } from './tooltip'
import { zoom } from './zoom'

export interface RunRateChart {
  readonly title: string
  readonly rows: readonly EpochRow[]
  /** The rate of every finished step; drawn instead of the epochs when given. */
  readonly steps?: Float64Array
  readonly theme: ChartTheme
  readonly logarithmic: boolean
  readonly totalEpochs?: number
  readonly forFile?: boolean
}

/** At most six times as many points remain. */
const buckets = 400

function perStep(steps: Float64Array, logarithmic: boolean): readonly Point[] {
  return sampledIndices(steps, buckets).map((step) => [
    step + 1,
    shownValue(steps[step] ?? NaN, logarithmic),
  ])
}

/** The rate that a run applied: of each epoch's last step, or of every step. */
export function runRateOption(chart: RunRateChart): ChartOption {
  const { title, rows, steps, theme, logarithmic, forFile = false } = chart
  const unit = steps ? 'Step' : 'Epoch'
  const points = steps
    ? perStep(steps, logarithmic)
    : rows.map((row) => [row.epoch + 1, shownValue(row.learningRate, logarithmic)] as const)
  const last = steps ? steps.length : (chart.totalEpochs ?? (rows.at(-1)?.epoch ?? 0) + 1)
  const subtitle = steps ? 'Learning rate of every step' : 'Learning rate of each epoch’s last step'
  return {
    ...frame({ theme, forFile, title, subtitle, description: `${subtitle}.` }),
    grid: forFile
      ? { left: 76, right: 28, top: 72, bottom: 56 }
      : { left: 68, right: 20, top: 16, bottom: 66 },
    xAxis: countAxis(unit, last, theme),
    yAxis: valueAxis('Learning rate', logarithmic, theme),
    tooltip: axisTooltip(theme, {
      heading: unit,
      names: ['Learning rate'],
      format: (value) => formatMetric('learningRate', value),
      order: 'series',
    }),
    dataZoom: forFile ? [] : zoom(theme),
    series: [
      line({
        id: 'learningRate',
        name: 'Learning rate',
        points,
        style: partStyles(theme).train,
        width: 2,
        shift: 0,
        axisLength: steps ? points.length : last,
      }),
    ],
  }
}
