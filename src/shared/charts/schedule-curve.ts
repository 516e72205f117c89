import { ordinal, formatCount } from '../domain/format'
import { formatRate } from '../domain/format-rate'
import type { RunLength } from '../domain/schedule'
import { formatTick, shownValue, valueAxis } from './axes'
import type { ChartOption } from './echarts'
import { fileSize, frame } from './frame'
import { legend, legendHeight } from './legend'
import type { TrialStyle } from './palette'
import type { PlotMargins, PlotRange } from './plot-scale'
import { chartColours, chartFont, type ChartTheme } from './theme'
import { axisTooltip } from './tooltip'

/** What a horizontal axis counts. */
export type TimeAxis = 'step' | 'epoch' | 'progress'

/** One schedule on a chart: rates at rising steps of the run, from 0. */
export interface CurveLine {
  readonly id: string
  readonly name: string
  readonly steps: ArrayLike<number>
  readonly rates: ArrayLike<number>
  readonly style: TrialStyle
  /** Drawn thin and pale, as something to compare with. */
  readonly faint?: boolean
}

/** A stretch of the run to be shaded, in steps. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

export interface ScheduleCurveChart {
  readonly title: string
  readonly lines: readonly CurveLine[]
  readonly length: RunLength
  readonly axis: TimeAxis
  readonly logarithmic: boolean
  /** Lowest and highest rate shown. */
  readonly rates: readonly [low: number, high: number]
  readonly theme: ChartTheme
  readonly stretches?: readonly Stretch[]
  /** The part of the run that is shown, in steps; all of it when left out. */
  readonly window?: Stretch
  /** What the reader of a picture must know besides, such as how something was drawn. */
  readonly note?: string
  /** A picture to be read by itself: title, whole legend, own background, no controls. */
  readonly forFile?: boolean
}

/** Margins of the plot on the page; handles are laid over it by the same numbers. */
export const curveMargins: PlotMargins = { left: 68, right: 24, top: 14, bottom: 44 }

const axisNames: Readonly<Record<TimeAxis, string>> = {
  step: 'Steps done',
  epoch: 'Epochs done',
  progress: 'Share of the run done (%)',
}

/** How many steps make one unit of the axis. */
export function stepsPerTick(axis: TimeAxis, { totalEpochs, stepsPerEpoch }: RunLength): number {
  switch (axis) {
    case 'step':
      return 1
    case 'epoch':
      return stepsPerEpoch
    case 'progress':
      return (totalEpochs * stepsPerEpoch) / 100
  }
}

type Shown = Pick<ScheduleCurveChart, 'length' | 'window'>

const shownSteps = ({ length, window }: Shown): Stretch =>
  window ?? { from: 0, to: length.totalEpochs * length.stepsPerEpoch }

/** What the axes of the chart show, in steps and rates. */
export function curveRange(
  chart: Shown & Pick<ScheduleCurveChart, 'rates' | 'logarithmic'>,
): PlotRange {
  const { from, to } = shownSteps(chart)
  return { x: [from, to], y: chart.rates, logarithmic: chart.logarithmic }
}

/** A step as people count: "Epoch 12, step 2,876". */
export function describeStep(step: number, { totalEpochs, stepsPerEpoch }: RunLength): string {
  const last = totalEpochs * stepsPerEpoch - 1
  const whole = Math.min(last, Math.max(0, Math.floor(step)))
  const epoch = ordinal(Math.floor(whole / stepsPerEpoch))
  return `Epoch ${formatCount(epoch)}, step ${formatCount(ordinal(whole))}`
}

function timeAxis(chart: ScheduleCurveChart) {
  const { axis, length, theme } = chart
  const { axis: colour, quietText } = chartColours[theme]
  const { from, to } = shownSteps(chart)
  const perTick = stepsPerTick(axis, length)
  return {
    type: 'value' as const,
    name: axisNames[axis],
    nameLocation: 'middle' as const,
    nameGap: 26,
    nameTextStyle: { color: quietText, fontFamily: chartFont, fontSize: 12 },
    min: from / perTick,
    max: to / perTick,
    axisLine: { show: true, lineStyle: { color: colour } },
    axisTick: { show: true, lineStyle: { color: colour } },
    axisLabel: { color: quietText, fontFamily: chartFont, fontSize: 11, formatter: formatTick },
    splitLine: { show: false },
  }
}

/** The last rate holds until the end of what is shown; nothing comes after the last step. */
function points({ steps, rates }: CurveLine, chart: ScheduleCurveChart) {
  const { axis, length, logarithmic } = chart
  const perTick = stepsPerTick(axis, length)
  const found: [number, number | null][] = []
  for (let index = 0; index < steps.length; index++) {
    found.push([(steps[index] ?? 0) / perTick, shownValue(rates[index] ?? NaN, logarithmic)])
  }
  const last = rates[rates.length - 1]
  const end = shownSteps(chart).to / perTick
  if (last !== undefined) found.push([end, shownValue(last, logarithmic)])
  return found
}

const shading = (chart: ScheduleCurveChart) => {
  const { stretches = [], axis, length, theme } = chart
  const perTick = stepsPerTick(axis, length)
  return {
    silent: true,
    itemStyle: { color: chartColours[theme].chosen },
    data: stretches.map(({ from, to }): [{ xAxis: number }, { xAxis: number }] => [
      { xAxis: from / perTick },
      { xAxis: to / perTick },
    ]),
  }
}

function subtitleOf({ length: { totalEpochs, stepsPerEpoch }, note }: ScheduleCurveChart): string {
  const run = `${formatCount(totalEpochs)} epochs of ${formatCount(stepsPerEpoch)} steps`
  return [`Learning rate over ${run}`, ...(note === undefined ? [] : [note])].join('. ')
}

/** Rates of one or more schedules over a run; lines through the points given, nothing smoothed. */
export function scheduleCurveOption(chart: ScheduleCurveChart): ChartOption {
  const { title, lines, length, axis, logarithmic, rates, theme, forFile = false } = chart
  const names = lines.map(({ name }) => name)
  const several = lines.length > 1
  const space = forFile && several ? legendHeight(names, fileSize.width - 16) : 0
  const perTick = stepsPerTick(axis, length)
  return {
    ...frame({
      theme,
      forFile,
      title,
      subtitle: subtitleOf(chart),
      description: `Learning rate of ${names.join(', ')}.`,
    }),
    ...(forFile && several && { legend: legend(names, theme, true) }),
    grid: forFile ? { left: 76, right: 28, top: 72, bottom: space + 54 } : curveMargins,
    xAxis: timeAxis(chart),
    yAxis: {
      ...valueAxis('Learning rate', logarithmic, theme),
      min: rates[0],
      max: rates[1],
    },
    tooltip: axisTooltip(theme, {
      heading: (at) => describeStep(Number(at) * perTick, length),
      names,
      format: formatRate,
      order: 'series',
    }),
    series: lines.map((each, index) => ({
      type: 'line' as const,
      id: each.id,
      name: each.name,
      data: points(each, chart),
      color: each.style.colour,
      showSymbol: false,
      symbol: each.style.marker,
      connectNulls: false,
      lineStyle: {
        width: each.faint ? 1.5 : 2,
        opacity: each.faint ? 0.55 : 1,
        type: each.style.dash.length === 0 ? ('solid' as const) : [...each.style.dash],
      },
      emphasis: { disabled: true },
      animation: false,
      ...(index === 0 && { markArea: shading(chart) }),
    })),
  }
}
