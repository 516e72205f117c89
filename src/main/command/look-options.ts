import { InvalidArgumentError, Option, type Command } from 'commander'
import { compareLook } from '../../shared/contract/compare-look'
import {
  bands,
  centres,
  curveMetrics,
  firstCompareView,
  xAxes,
  type Band,
  type Centre,
  type CompareLook,
  type CurveMetric,
  type Smoothing,
  type XAxis,
} from '../../shared/domain/compare/compare-view'
import { nameList } from './options'

/** How curves are drawn, as the command line says it. */
export interface LookOptions {
  readonly metrics?: readonly CurveMetric[]
  readonly x: XAxis
  readonly logX?: true
  readonly logY?: readonly CurveMetric[]
  readonly smooth?: Smoothing
  readonly hideOutliers?: true
  readonly groupBy?: string
  readonly centre: Centre
  readonly band: Band
  readonly baseline?: string
  readonly zoom?: { readonly from: number; readonly to: number }
}

/** Parses metrics such as `valLoss,learningRate`. */
export function metricList(text: string): CurveMetric[] {
  return nameList(text).map((name) => {
    const found = curveMetrics.find((metric) => metric === name)
    if (found) return found
    throw new InvalidArgumentError(`"${name}" is none of ${curveMetrics.join(', ')}.`)
  })
}

/** Parses `none`, `ema:0.6` and `mean:5`. */
export function smoothingOption(text: string): Smoothing {
  const [kind = '', amount] = text.split(':')
  const number = Number(amount)
  const wish = { none: { kind }, ema: { kind, weight: number }, mean: { kind, window: number } }
  const known = Object.hasOwn(wish, kind) ? wish[kind as keyof typeof wish] : null
  const parsed = compareLook.safeParse({ ...firstCompareView.look, smoothing: known })
  if (known && parsed.success) return parsed.data.smoothing
  throw new InvalidArgumentError(
    'It must be none, ema: with a weight from 0 to below 1, or mean: with an odd number of points.',
  )
}

/** Parses a part of the axis such as `1:60`. */
export function zoomOption(text: string): { from: number; to: number } {
  const parts = text.split(':').map((part) => (part.trim() === '' ? NaN : Number(part)))
  const [from = NaN, to = NaN] = parts
  if (parts.length === 2 && Number.isFinite(from) && Number.isFinite(to) && from < to) {
    return { from, to }
  }
  throw new InvalidArgumentError('It must be two rising numbers such as 1:60.')
}

/** Adds the options that say how curves are drawn. */
export const withLook = (command: Command): Command =>
  command
    .option('--metrics <list>', `what is drawn, of ${curveMetrics.join(', ')}`, metricList)
    .addOption(new Option('--x <axis>', 'horizontal axis').choices(xAxes).default('epoch'))
    .option('--log-x', 'logarithmic horizontal axis')
    .option('--log-y <list>', 'metrics with a logarithmic axis', metricList)
    .option('--smooth <how>', 'none, ema:0.6 or mean:5', smoothingOption)
    .option('--hide-outliers', 'leave the highest and lowest 5 % outside the vertical range')
    .option('--group-by <field>', 'one line for all runs of a value, such as trial or batchSize')
    .addOption(new Option('--centre <what>', 'of a group').choices(centres).default('mean'))
    .addOption(new Option('--band <what>', 'around it').choices(bands).default('range'))
    .option('--baseline <group>', 'trial or group that differences are taken to')
    .option('--zoom <part>', 'part of the horizontal axis, such as 1:60', zoomOption)

/** The look that the options describe; metrics as given when none are named. */
export const lookOf = (options: LookOptions, metrics: readonly CurveMetric[]): CompareLook => ({
  metrics: options.metrics ?? metrics,
  x: options.x,
  logX: options.logX === true,
  logY: options.logY ?? [],
  smoothing: options.smooth ?? { kind: 'none' },
  hideOutliers: options.hideOutliers === true,
  groupBy: options.groupBy ?? null,
  centre: options.centre,
  band: options.band,
  baseline: options.baseline ?? null,
  zoom: options.zoom ?? null,
  enlarged: null,
})

/** Whether anything was said about the look. */
export const saysLook = ({ metrics, smooth, groupBy, zoom, logY, logX, ...others }: LookOptions) =>
  others.x !== 'epoch' ||
  others.hideOutliers === true ||
  [metrics, smooth, groupBy, zoom, logY, logX, others.baseline].some((given) => given !== undefined)
