import { formatCount, formatDuration, ordinal } from '../../format'
import { splitSizes } from '../../recipe'
import type { CurveMetric } from '../compare-view'
import type { ImportedRow } from '../compared-run'
import { metricOf } from '../curve'
import { curveMetricTexts, formatCurveValue } from '../metric-text'
import { mean, median } from '../statistics'
import { onSameImages } from './best-finding'
import type { Finding, FindingsRequest } from './finding'
import { idsOf, trialRows, type RunRows, type TrialRows } from './trial-runs'

const isAtLeastAsGood = (metric: CurveMetric, value: number, level: number) =>
  curveMetricTexts[metric].lowerIsBetter ? value <= level : value >= level

function bestOf(rows: readonly ImportedRow[], metric: CurveMetric): number {
  const values = rows.flatMap((row) => metricOf(row, metric) ?? []).filter(Number.isFinite)
  if (values.length === 0) return NaN
  return values.reduce((best, value) => (isAtLeastAsGood(metric, value, best) ? value : best))
}

/** The level that every run reaches: the worst of all their best values. */
function commonLevel(trials: readonly TrialRows[], metric: CurveMetric): number {
  const bests = trials.flatMap(({ runs }) => runs.map(({ rows }) => bestOf(rows, metric)))
  return bests.reduce((worst, value) => (isAtLeastAsGood(metric, value, worst) ? worst : value))
}

interface Reached {
  readonly trial: TrialRows
  /** Means over the runs. */
  readonly epochs: number
  readonly steps: number
  readonly seconds: number
}

function whenReached({ run, rows }: RunRows, metric: CurveMetric, level: number) {
  const at = rows.findIndex((row) => isAtLeastAsGood(metric, metricOf(row, metric) ?? NaN, level))
  const seconds = rows.slice(0, at + 1).reduce((sum, row) => sum + (row.seconds ?? NaN), 0)
  const steps = ordinal(at) * splitSizes(run.trial.recipe).stepsPerEpoch
  return { epochs: ordinal(at), steps, seconds }
}

function reachedBy(trial: TrialRows, metric: CurveMetric, level: number): Reached {
  const all = trial.runs.map((run) => whenReached(run, metric, level))
  return {
    trial,
    epochs: median(all.map(({ epochs }) => epochs)),
    steps: median(all.map(({ steps }) => steps)),
    seconds: mean(all.map(({ seconds }) => seconds)),
  }
}

const told = ({ trial, epochs, steps, seconds }: Reached) => {
  const middle = trial.runs.length > 1 ? ` (median of ${trial.runs.length} seeds)` : ''
  const time = Number.isNaN(seconds) ? '' : `, ${formatDuration(seconds)} of training`
  return `${trial.label} in epoch ${Math.round(epochs)}${middle}, after ${formatCount(Math.round(steps))} updates${time}`
}

/**
 * Which trial comes first, in updates, to a level that all of them reach, and which one last. Only
 * among runs on the same images that came to their end.
 */
export function fastest(request: FindingsRequest): Finding | null {
  const { metric } = request.objective
  const { same } = onSameImages(request.runs)
  const done = same.filter(({ run }) => run.status === 'completed')
  const trials = trialRows({ ...request, runs: done }).filter(({ runs }) => runs.length > 0)
  if (trials.length < 2) return null
  const level = commonLevel(trials, metric)
  if (!Number.isFinite(level)) return null
  const order = trials.map((trial) => reachedBy(trial, metric, level))
  order.sort((a, b) => a.steps - b.steps)
  const [first, last] = [order[0], order.at(-1)]
  if (!first || !last || first.steps === last.steps) return null
  const title = curveMetricTexts[metric].title.toLowerCase()
  return {
    id: 'fastest',
    kind: 'fastest',
    sentence:
      `First at a ${title} of ${formatCurveValue(metric, level)}, which every run reaches: ` +
      `${told(first)}. Last: ${told(last)}.`,
    shows: {
      metric,
      x: 'step',
      runIds: idsOf([...first.trial.runs, ...last.trial.runs]),
      epochs: { from: 0, to: Math.round(last.epochs) - 1 },
    },
  }
}
