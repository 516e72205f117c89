import { verticalRange } from '../domain/compare/outliers'
import { curveMetricTexts } from '../domain/compare/metric-text'
import type { CompareLook, CurveMetric, XAxis } from '../domain/compare/compare-view'
import type { ComparisonLine } from '../domain/compare/comparison-line'
import { xAxisTexts } from '../domain/compare/x-axis'
import { formatCount } from '../domain/format'
import { formatTick, valueAxis } from './axes'
import { extentOf } from './compare-scale'
import { chartColours, chartFont, type ChartTheme } from './theme'
import { zoom } from './zoom'

/** What the axes of a panel are made from. */
export interface CompareAxesParts {
  readonly lines: readonly ComparisonLine[]
  readonly metric: CurveMetric
  readonly look: CompareLook
  readonly theme: ChartTheme
}

const million = 1e6
/** The ends of the data are seldom round. */
const digits = 4

/** A count short enough for an axis: "400", "20,000", "1.2 M". */
const shortCount = (value: number) =>
  value < million
    ? formatCount(Math.round(value))
    : `${Number((value / million).toPrecision(digits))} M`

/** A tick of a horizontal axis; nothing where there are only whole ones. */
export function formatPlace(x: XAxis, value: number): string {
  switch (x) {
    case 'epoch':
      return Number.isInteger(value) ? formatCount(value) : ''
    case 'step':
    case 'examples':
      return shortCount(value)
    case 'progress':
      return `${Number((value * 100).toPrecision(digits))} %`
    case 'seconds':
    case 'rateSum':
      return formatTick(Number(value.toPrecision(digits)))
  }
}

/** Where nothing has been trained yet; a logarithmic axis begins at the first point instead. */
const beginnings: Readonly<Record<XAxis, number>> = {
  epoch: 1,
  step: 0,
  examples: 0,
  seconds: 0,
  progress: 0,
  rateSum: 0,
}

/** From where a run begins to the last point or mark of any line. */
function horizontalEnds(lines: readonly ComparisonLine[], { x, logX }: CompareLook) {
  const marks = Float64Array.from(lines.flatMap((line) => line.marks.map((mark) => mark.x)))
  const [first, last] = extentOf([...lines.map(({ xs }) => xs), marks], logX) ?? [0, 1]
  const min = logX ? first : Math.min(first, beginnings[x])
  return { min, max: last > min ? last : logX ? min * 2 : min + 1 }
}

function horizontalAxis({ lines, look, theme }: CompareAxesParts) {
  const { axis, quietText, grid } = chartColours[theme]
  const { x, logX } = look
  const { title } = xAxisTexts[x]
  return {
    type: logX ? ('log' as const) : ('value' as const),
    name: logX ? `${title} (log)` : title,
    nameLocation: 'middle' as const,
    nameGap: 24,
    nameTextStyle: { color: quietText, fontFamily: chartFont, fontSize: 12 },
    ...horizontalEnds(lines, look),
    ...(x === 'epoch' && !logX && { minInterval: 1 }),
    axisLine: { show: true, lineStyle: { color: axis } },
    axisTick: { show: true, lineStyle: { color: axis } },
    axisLabel: {
      color: quietText,
      fontFamily: chartFont,
      fontSize: 11,
      hideOverlap: true,
      ...(logX && { showMinLabel: true, showMaxLabel: true }),
      formatter: (value: number) => formatPlace(x, value),
    },
    splitLine: { show: false, lineStyle: { color: grid } },
  }
}

/** Whole decades would leave a loss between 0.3 and 2 a strip of its axis. */
const decadeOf = (value: number) => 10 ** Math.floor(Math.log10(value))
const roundTo = (value: number, steps: readonly number[]): number | null => {
  if (!(value > 0 && Number.isFinite(value))) return null
  const decade = decadeOf(value)
  const step = steps.find((each) => each * decade >= value * (1 - 1e-9)) ?? 10
  return Number((step * decade).toPrecision(3))
}
const roundAbove = ({ max }: { readonly max: number }) => roundTo(max, [1, 2, 5, 10])
const roundBelow = ({ min }: { readonly min: number }) => {
  const above = roundTo(1 / min, [1, 2, 5, 10])
  return above === null ? null : Number((1 / above).toPrecision(3))
}

function verticalAxis({ lines, metric, look, theme }: CompareAxesParts) {
  const { title, most } = curveMetricTexts[metric]
  const logarithmic = look.logY.includes(metric)
  const axis = valueAxis(title, logarithmic, theme, most)
  const range = verticalRange(lines, look, logarithmic)
  if (!range) return logarithmic ? { ...axis, min: roundBelow, max: roundAbove } : axis
  return {
    ...axis,
    min: range.low,
    max: range.high,
    axisLabel: { ...axis.axisLabel, showMinLabel: false, showMaxLabel: false },
  }
}

/** The axes of a panel. */
export const compareAxes = (parts: CompareAxesParts) => ({
  xAxis: horizontalAxis(parts),
  yAxis: verticalAxis(parts),
})

/** Wheel with Ctrl, dragging, and a slider below the plot; opened at the part that the look shows. */
export function compareZoom({ look, theme }: CompareAxesParts) {
  const part = look.zoom && { startValue: look.zoom.from, endValue: look.zoom.to }
  const [inside, slider] = zoom(theme)
  return [
    { ...inside, ...part, moveOnMouseMove: true },
    { ...slider, ...part, labelFormatter: (value: number) => formatPlace(look.x, value) },
  ]
}

/** A file has no controls: its axis ends where the look's zoom does. */
export const zoomedEnds = ({ zoom: part }: CompareLook) =>
  part ? { min: part.from, max: part.to } : {}
