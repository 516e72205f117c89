import { sampledIndices } from '../domain/sampled-indices'
import type { EpochRow } from '../domain/series'
import { countAxis, shownValue, valueAxis } from './axes'
import type { ChartOption } from './echarts'
import { frame } from './frame'
import { legend } from './legend'
import { line, type Point } from './lines'
import { formatMetric } from './metrics'
import { partStyles } from './palette'
import type { ChartTheme } from './theme'
import { axisTooltip } from './tooltip'
import { zoom } from './zoom'

/** A rate for every step of a run, from 0 to its end. */
export interface RateReference {
  /** The plan lies wide and pale behind the applied rate; a reading is another line. */
  readonly id: 'plan' | 'reading'
  readonly name: string
  readonly rates: Float64Array
  readonly stepsPerEpoch: number
}

export interface RunRateChart {
  readonly title: string
  readonly rows: readonly EpochRow[]
  /** The rate of every finished step; drawn instead of the epochs when given. */
  readonly steps?: Float64Array
  /** The momentum of every finished step, on an axis of its own; needs `steps`. */
  readonly momentum?: Float64Array
  readonly theme: ChartTheme
  readonly logarithmic: boolean
  readonly totalEpochs?: number
  /** Rates of all steps of the run to compare with, behind what was applied. */
  readonly references?: readonly RateReference[]
  readonly forFile?: boolean
}

/** Name of the line of what was applied, where there is another. */
const applied = 'Applied'

const momentumName = 'Momentum'
const momentumDash = [2, 4]

/** At most six times as many points remain. */
const buckets = 400

function perStep(steps: Float64Array, logarithmic: boolean): readonly Point[] {
  return sampledIndices(steps, buckets).map((step) => [
    step + 1,
    shownValue(steps[step] ?? NaN, logarithmic),
  ])
}

/** The reference's rates where the axis counts: every step, or the last step of every epoch. */
function referencePoints({ rates, stepsPerEpoch }: RateReference, chart: RunRateChart) {
  const { steps, logarithmic } = chart
  if (steps) return perStep(rates, logarithmic)
  return Array.from({ length: Math.floor(rates.length / stepsPerEpoch) }, (_, epoch): Point => {
    const rate = rates[(epoch + 1) * stepsPerEpoch - 1] ?? NaN
    return [epoch + 1, shownValue(rate, logarithmic)]
  })
}

const planWidth = 7

function referenceLine(reference: RateReference, chart: RunRateChart) {
  const { train, validation } = partStyles(chart.theme)
  const isPlan = reference.id === 'plan'
  const drawn = line({
    id: reference.id,
    name: reference.name,
    points: referencePoints(reference, chart),
    style: isPlan ? { ...train, dash: [] } : validation,
    width: isPlan ? planWidth : 2,
    shift: 0,
    axisLength: 1,
  })
  return {
    ...drawn,
    // The plan has no marker in the legend either: a band, beside a line with one.
    ...(isPlan && { symbol: 'none' }),
    showSymbol: false,
    lineStyle: { ...drawn.lineStyle, opacity: isPlan ? 0.28 : 1 },
  }
}

/** The momentum beside the rate, on the axis at the right. */
function momentumLine(momentum: Float64Array, theme: ChartTheme) {
  const points = perStep(momentum, false)
  const drawn = line({
    id: 'momentum',
    name: momentumName,
    points,
    style: { ...partStyles(theme).validation, dash: momentumDash, marker: 'triangle' },
    width: 1.5,
    shift: 1,
    axisLength: points.length,
  })
  return { ...drawn, yAxisIndex: 1 }
}

/** Decays and momenta are shares, told by more digits the nearer they are to 1. */
const momentumDigits = 6

const yAxes = (logarithmic: boolean, theme: ChartTheme, hasMomentum: boolean) => {
  const rates = valueAxis('Learning rate', logarithmic, theme)
  if (!hasMomentum) return rates
  const own = { ...valueAxis(momentumName, false, theme), min: 0, max: 1 }
  return [rates, { ...own, position: 'right' as const, splitLine: { show: false } }]
}

/** The rate that a run applied: of each epoch's last step, or of every step. */
export function runRateOption(chart: RunRateChart): ChartOption {
  const { title, rows, steps, theme, logarithmic, references = [], forFile = false } = chart
  const momentum = steps ? chart.momentum : undefined
  const unit = steps ? 'Step' : 'Epoch'
  const points = steps
    ? perStep(steps, logarithmic)
    : rows.map((row) => [row.epoch + 1, shownValue(row.learningRate, logarithmic)] as const)
  const finished = steps ? steps.length : (chart.totalEpochs ?? (rows.at(-1)?.epoch ?? 0) + 1)
  const last = steps ? Math.max(finished, ...references.map(({ rates }) => rates.length)) : finished
  const own = references.length > 0 ? applied : 'Learning rate'
  const names = [...references.map(({ name }) => name), own, ...(momentum ? [momentumName] : [])]
  const hasLegend = names.length > 1
  const subtitle = steps ? 'Learning rate of every step' : 'Learning rate of each epoch’s last step'
  return {
    ...frame({ theme, forFile, title, subtitle, description: `${subtitle}.` }),
    ...(hasLegend && { legend: legend(names, theme, forFile) }),
    grid: forFile
      ? { left: 76, right: 28, top: 72, bottom: 56 }
      : { left: 68, right: momentum ? 76 : 20, top: hasLegend ? 38 : 16, bottom: 66 },
    xAxis: countAxis(unit, last, theme),
    yAxis: yAxes(logarithmic, theme, momentum !== undefined),
    tooltip: axisTooltip(theme, {
      heading: unit,
      names,
      format: (value, series) =>
        names[series] === momentumName
          ? String(Number(value.toPrecision(momentumDigits)))
          : formatMetric('learningRate', value),
      order: 'series',
    }),
    dataZoom: forFile ? [] : zoom(theme),
    series: [
      ...references.map((reference) => referenceLine(reference, chart)),
      line({
        id: 'learningRate',
        name: own,
        points,
        style: partStyles(theme).train,
        width: 2,
        shift: 0,
        axisLength: steps ? points.length : last,
      }),
      ...(momentum ? [momentumLine(momentum, theme)] : []),
    ],
  }
}
