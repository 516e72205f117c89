import type { CurveMetric } from './compare-view'
import { curveMetrics } from './compare-view'
import type { ComparedRun, ImportedRow } from './compared-run'
import type { RunId } from '../ids'
import { ordinal } from '../format'
import { metricOf } from './curve'
import { curveMetricTexts } from './metric-text'

/** The epochs of a run as far as they are at hand; undefined where they have to be fetched first. */
export type RowsOf = (runId: RunId) => readonly ImportedRow[] | undefined

/** Of nobody: what can be told without epochs. */
export const noRows: RowsOf = () => undefined

/**
 * Which of a run's values of a metric: its last, its best one of all, the one at the epoch of the
 * lowest validation loss, its lowest, its highest, or the one of an epoch from 0.
 */
export type Moment = 'final' | 'best' | 'bestEpoch' | 'min' | 'max' | { readonly epoch: number }

/** A value that a run can be judged by, such as its validation loss at epoch 10. */
export interface MetricAt {
  readonly metric: CurveMetric
  readonly at: Moment
}

const moments = ['final', 'best', 'bestEpoch', 'min', 'max'] as const

/** The one of a few words that this is, whatever its case. */
const wordIn = <Word extends string>(words: readonly Word[], text: string): Word | undefined =>
  words.find((word) => word.toLowerCase() === text.toLowerCase())

/** By far more digits than epochs have. */
const epochNumber = /^[1-9]\d{0,8}$/

/** As filters and columns spell it: `valLoss@10` is epoch 10, as people count; `valLoss` the final one. */
export function metricAtName({ metric, at }: MetricAt): string {
  if (at === 'final') return metric
  return `${metric}@${typeof at === 'string' ? at : ordinal(at.epoch)}`
}

/** Reads what {@link metricAtName} writes; a metric alone means its final value. Null for else. */
export function readMetricAt(name: string): MetricAt | null {
  const [metricName = '', moment = 'final', ...more] = name.split('@')
  const metric = wordIn(curveMetrics, metricName)
  if (metric === undefined || more.length > 0) return null
  if (epochNumber.test(moment)) return { metric, at: { epoch: Number(moment) - 1 } }
  const at = wordIn(moments, moment.toLowerCase() === 'last' ? 'final' : moment)
  return at === undefined ? null : { metric, at }
}

const inText = (title: string) => title.charAt(0).toLowerCase() + title.slice(1)

/** As in "Final validation loss" or "Validation loss at epoch 10". */
export function metricAtTitle({ metric, at }: MetricAt): string {
  const { title } = curveMetricTexts[metric]
  if (typeof at !== 'string') return `${title} at epoch ${ordinal(at.epoch)}`
  switch (at) {
    case 'final':
      return `Final ${inText(title)}`
    case 'best':
      return `Best ${inText(title)}`
    case 'bestEpoch':
      return `${title} at its best epoch`
    case 'min':
      return `Lowest ${inText(title)}`
    case 'max':
      return `Highest ${inText(title)}`
  }
}

/** The same inside a sentence: "final validation loss". */
export const metricAtInText = (value: MetricAt) => inText(metricAtTitle(value))

/** Which end of a metric's values is its best one. */
const bestEnd = (metric: CurveMetric) =>
  curveMetricTexts[metric].lowerIsBetter ? ('min' as const) : ('max' as const)

/** What a run's record tells of a value without its epochs; undefined where it tells nothing. */
function fromSummary({ metric, at }: MetricAt, { run }: ComparedRun): number | undefined {
  const { summary } = run
  if (!summary) return undefined
  const isBest = at === 'bestEpoch' || (metric === 'valLoss' && (at === 'best' || at === 'min'))
  if (!isBest && at !== 'final') return undefined
  switch (metric) {
    case 'loss':
      return isBest ? undefined : summary.finalLoss
    case 'accuracy':
      return isBest ? undefined : summary.finalAccuracy
    case 'valLoss':
      return isBest ? summary.bestValLoss : summary.finalValLoss
    case 'valAccuracy':
      return isBest ? summary.bestValAccuracy : summary.finalValAccuracy
    case 'lossGap':
      return isBest ? undefined : summary.finalValLoss - summary.finalLoss
    case 'learningRate':
    case 'top3':
    case 'valTop3':
    case 'testLoss':
    case 'testAccuracy':
    case 'examplesPerSecond':
      return undefined
  }
}

/** True for what no record tells: the run's epochs are needed. */
export function metricNeedsRows({ metric, at }: MetricAt): boolean {
  const summed = ['loss', 'accuracy', 'valLoss', 'valAccuracy', 'lossGap'].includes(metric)
  if (at === 'final') return !summed
  if (at === 'bestEpoch') return metric !== 'valLoss' && metric !== 'valAccuracy'
  return !(metric === 'valLoss' && (at === 'best' || at === 'min'))
}

function extreme(rows: readonly ImportedRow[], metric: CurveMetric, end: 'min' | 'max') {
  let found: number | undefined
  for (const row of rows) {
    const value = metricOf(row, metric)
    if (value === undefined || !Number.isFinite(value)) continue
    if (found === undefined || (end === 'min' ? value < found : value > found)) found = value
  }
  return found
}

/** Lowest validation loss of all; the first of several that are as low. */
function bestRow(rows: readonly ImportedRow[]): ImportedRow | undefined {
  const lowest = extreme(rows, 'valLoss', 'min')
  return rows.find(({ valLoss }) => valLoss !== undefined && valLoss === lowest)
}

/** One row per epoch, in order, but a file from elsewhere may leave some out. */
function rowOf(rows: readonly ImportedRow[], epoch: number): ImportedRow | undefined {
  const here = rows[epoch]
  return here?.epoch === epoch ? here : rows.find((row) => row.epoch === epoch)
}

function fromRows({ metric, at }: MetricAt, rows: readonly ImportedRow[]): number | undefined {
  const of = (row: ImportedRow | undefined) => (row ? metricOf(row, metric) : undefined)
  if (typeof at !== 'string') return of(rowOf(rows, at.epoch))
  switch (at) {
    case 'final':
      return of(rows.at(-1))
    case 'bestEpoch':
      return of(bestRow(rows))
    case 'best':
      return extreme(rows, metric, bestEnd(metric))
    case 'min':
    case 'max':
      return extreme(rows, metric, at)
  }
}

/**
 * A run's value; null where it has none: no such epoch, a value that is not finite, nothing recorded,
 * or epochs that are needed and not at hand.
 */
export function valueAt(value: MetricAt, run: ComparedRun, rowsOf: RowsOf = noRows): number | null {
  const known = fromSummary(value, run) ?? fromRows(value, rowsOf(run.run.id) ?? [])
  return known !== undefined && Number.isFinite(known) ? known : null
}

/** A value of epochs that belong to no run of ours; null where they do not tell it. */
export function valueInRows(value: MetricAt, rows: readonly ImportedRow[]): number | null {
  const found = fromRows(value, rows)
  return found !== undefined && Number.isFinite(found) ? found : null
}
