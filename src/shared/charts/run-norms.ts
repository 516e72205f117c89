import { sampledIndices } from '../domain/sampled-indices'
import type { StepSeries } from '../domain/series'
import { countAxis, shownValue, valueAxis } from './axes'
import type { ChartOption } from './echarts'
import { frame } from './frame'
import { legend } from './legend'
import { line } from './lines'
import { styleOf } from './palette'
import type { ChartTheme } from './theme'
import { axisTooltip } from './tooltip'
import { zoom } from './zoom'

type Norms = NonNullable<StepSeries['norms']>

export interface RunNormsChart {
  readonly title: string
  readonly norms: Norms
  readonly theme: ChartTheme
  /** Steps of the whole run: the axis has room for those to come. */
  readonly totalSteps: number
}

const parts: readonly (readonly [keyof Norms, string])[] = [
  ['weights', 'Weight norm'],
  ['gradient', 'Gradient norm'],
  ['updateRatio', 'Update to weights'],
]

/** At most six times as many points remain. */
const buckets = 400

const formatNorm = (value: number) => String(Number(value.toPrecision(4)))

/** The norms of every finished step, on one logarithmic axis: they lie decades apart. */
export function runNormsOption({ title, norms, theme, totalSteps }: RunNormsChart): ChartOption {
  const names = parts.map(([, name]) => name)
  const subtitle = 'Norms of weights and gradient, and their ratio, of every step'
  return {
    ...frame({ theme, forFile: false, title, subtitle, description: `${subtitle}.` }),
    legend: legend(names, theme, false),
    grid: { left: 68, right: 20, top: 38, bottom: 66 },
    xAxis: countAxis('Step', totalSteps, theme),
    yAxis: valueAxis('Norm', true, theme),
    tooltip: axisTooltip(theme, { heading: 'Step', names, format: formatNorm, order: 'series' }),
    dataZoom: zoom(theme),
    series: parts.map(([part, name], place) => {
      const values = norms[part]
      const points = sampledIndices(values, buckets).map(
        (step) => [step + 1, shownValue(values[step] ?? NaN, true)] as const,
      )
      return line({
        ...{ id: part, name, points, style: styleOf(place, theme), width: 1.5 },
        ...{ shift: place, axisLength: points.length },
      })
    }),
  }
}
