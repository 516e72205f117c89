import { ordinal } from '../format'
import { runField, type FieldValue, type RunField } from './field'
import {
  metricAtName,
  metricAtTitle,
  metricNeedsRows,
  readMetricAt,
  valueAt,
  type MetricAt,
} from './metric-at'
import { curveMetricTexts, formatCurveValue } from './metric-text'

function betterEnd({ metric }: MetricAt): RunField['better'] {
  if (metric === 'learningRate') return null
  return curveMetricTexts[metric].lowerIsBetter ? 'low' : 'high'
}

/** The field of a metric's value at some moment, under its own spelling unless another is given. */
export function metricField(value: MetricAt, name = metricAtName(value)): RunField {
  return runField({
    name,
    title: metricAtTitle(value),
    meaning: 'From the finished epochs; nothing where it is not finite',
    type: 'number',
    group: 'Results',
    needsRows: metricNeedsRows(value),
    better: betterEnd(value),
    read: (run, rowsOf) => valueAt(value, run, rowsOf),
    format: (found: FieldValue) =>
      typeof found === 'number' ? formatCurveValue(value.metric, found) : '–',
  })
}

/** The field that `valLoss@10`, `valAccuracy@best` or `loss` names; null for anything else. */
export function fieldOfMetricAt(name: string): RunField | null {
  const value = readMetricAt(name)
  return value && metricField(value)
}

const bestEpoch = runField({
  name: 'bestEpoch',
  title: 'Best epoch',
  meaning: 'Epoch, from 1, with the lowest validation loss',
  type: 'number',
  group: 'Results',
  read: ({ run }) => (run.summary ? ordinal(run.summary.bestEpoch) : null),
})

const risen = runField({
  name: 'valLossRise',
  title: 'Rise of validation loss',
  meaning: 'Final validation loss less its lowest: what training on after the best epoch cost',
  type: 'number',
  group: 'Results',
  better: 'low',
  read: ({ run }) => (run.summary ? run.summary.finalValLoss - run.summary.bestValLoss : null),
  format: (found) => (typeof found === 'number' ? formatCurveValue('valLoss', found) : '–'),
})

/** What runs came to, as far as their records tell it; the rest is spelt `metric@moment`. */
export const fieldsOfResults: readonly RunField[] = [
  metricField({ metric: 'valLoss', at: 'final' }, 'finalValLoss'),
  metricField({ metric: 'valAccuracy', at: 'final' }, 'finalValAccuracy'),
  metricField({ metric: 'loss', at: 'final' }, 'finalLoss'),
  metricField({ metric: 'accuracy', at: 'final' }, 'finalAccuracy'),
  metricField({ metric: 'valLoss', at: 'best' }, 'bestValLoss'),
  metricField({ metric: 'valAccuracy', at: 'bestEpoch' }, 'bestValAccuracy'),
  bestEpoch,
  metricField({ metric: 'lossGap', at: 'final' }, 'finalLossGap'),
  risen,
]
