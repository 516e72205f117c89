import { compareOption } from '../../../../../shared/charts/compare'
import type { ChartOption } from '../../../../../shared/charts/echarts'
import { chartColours, type ChartTheme } from '../../../../../shared/charts/theme'
import { firstCompareView } from '../../../../../shared/domain/compare/compare-view'
import type { CurveMetric } from '../../../../../shared/domain/compare/compare-view'
import type { ComparisonLine } from '../../../../../shared/domain/compare/comparison-line'
import { curveMetricTexts } from '../../../../../shared/domain/compare/metric-text'
import type { PairedCurve } from '../../../../../shared/domain/compare/paired-curves'
import { ordinal } from '../../../../../shared/domain/format'
import { compareChartTexts } from '../../../texts/compare-charts'

/** Differences over the epochs as lines with bands, which charts of comparisons can draw. */
export function linesOfDifferences(curves: readonly PairedCurve[]): readonly ComparisonLine[] {
  return curves.map((curve) => ({
    id: `difference:${curve.key}`,
    kind: 'group',
    name: curve.label,
    group: curve.label,
    style: curve.style,
    runIds: [],
    xs: Float64Array.from(curve.epochs, ordinal),
    ys: Float64Array.from(curve.mean),
    raw: null,
    low: Float64Array.from(curve.low),
    high: Float64Array.from(curve.high),
    n: Uint32Array.from(curve.n),
    marks: [],
    points: curve.epochs.length,
    missing: null,
  }))
}

/** With few pairs the bands reach far beyond their lines, which are what is to be seen. */
const roomForBands = 0.75

/** From the lowest to the highest line and some room around them; bands beyond are cut off. */
function verticalEnds(lines: readonly ComparisonLine[]): { min: number; max: number } {
  const means = lines.flatMap(({ ys }) => Array.from(ys).filter(Number.isFinite))
  const low = means.reduce((a, b) => Math.min(a, b), 0)
  const high = means.reduce((a, b) => Math.max(a, b), 0)
  const room = (high - low || 1) * roomForBands
  return { min: low - room, max: high + room }
}

/** The chart of such lines: over epochs, with a line at 0. */
export function differenceOption(
  lines: readonly ComparisonLine[],
  metric: CurveMetric,
  theme: ChartTheme,
): ChartOption {
  const { title } = curveMetricTexts[metric]
  const name = compareChartTexts.differences.axis(title)
  // Drawn as single lines: of pairs there is no number that fits all epochs.
  const single = lines.map((line) => ({ ...line, kind: 'run' as const }))
  const option = compareOption({
    title: name,
    lines: single,
    metric: 'lossGap',
    look: firstCompareView.look,
    theme,
  })
  const last = Math.max(1, ...lines.flatMap(({ xs }) => xs.at(-1) ?? 1))
  const zero = {
    type: 'line' as const,
    id: 'zero',
    data: [
      [1, 0],
      [last, 0],
    ],
    symbol: 'none',
    silent: true,
    z: 1,
    lineStyle: { color: chartColours[theme].axis, width: 1.5, type: 'dashed' as const },
  }
  const series = Array.isArray(option.series) ? option.series : []
  // One axis, whatever its declared type also covers.
  const { axisLabel, ...axis } = option.yAxis as { axisLabel?: object }
  // The ends are where they are for the lines' sake, and seldom round.
  const ends = { ...axisLabel, showMinLabel: false, showMaxLabel: false }
  const yAxis = { ...axis, ...verticalEnds(lines), axisLabel: ends, name }
  return { ...option, yAxis, series: [zero, ...series] }
}
