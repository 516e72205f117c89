import { formatRate } from '../domain/format-rate'
import type { Metric } from '../domain/series'

/** How a metric is told to people. */
export interface MetricText {
  readonly title: string
  /** True where a lower value is the better one. */
  readonly lowerIsBetter: boolean
  /** The largest value it can have, where there is one. */
  readonly most?: number
}

/** What people read for each metric. */
export const metricTexts: Readonly<Record<Metric, MetricText>> = {
  loss: { title: 'Training loss', lowerIsBetter: true },
  accuracy: { title: 'Training accuracy', lowerIsBetter: false, most: 1 },
  valLoss: { title: 'Validation loss', lowerIsBetter: true },
  valAccuracy: { title: 'Validation accuracy', lowerIsBetter: false, most: 1 },
  learningRate: { title: 'Learning rate', lowerIsBetter: false },
}

/** A value as tooltips and tables print it; a dash for what is not a number. */
export function formatMetric(metric: Metric, value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (metric === 'learningRate') return formatRate(value)
  return Math.abs(value) < 1_000 ? value.toFixed(4) : value.toExponential(2)
}
