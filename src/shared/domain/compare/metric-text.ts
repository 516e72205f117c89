import { formatRate } from '../format-rate'
import type { CurveMetric } from './compare-view'

/** How a metric is told to people. */
export interface MetricText {
  readonly title: string
  /** True where a lower value is the better one. */
  readonly lowerIsBetter: boolean
  /** The largest value it can have, where there is one. */
  readonly most?: number
}

/** What people read for everything that can be drawn over a run. */
export const curveMetricTexts: Readonly<Record<CurveMetric, MetricText>> = {
  loss: { title: 'Training loss', lowerIsBetter: true },
  accuracy: { title: 'Training accuracy', lowerIsBetter: false, most: 1 },
  valLoss: { title: 'Validation loss', lowerIsBetter: true },
  valAccuracy: { title: 'Validation accuracy', lowerIsBetter: false, most: 1 },
  learningRate: { title: 'Learning rate', lowerIsBetter: false },
  top3: { title: 'Training top-3 accuracy', lowerIsBetter: false, most: 1 },
  valTop3: { title: 'Validation top-3 accuracy', lowerIsBetter: false, most: 1 },
  testLoss: { title: 'Test loss', lowerIsBetter: true },
  testAccuracy: { title: 'Test accuracy', lowerIsBetter: false, most: 1 },
  lossGap: { title: 'Overfitting gap', lowerIsBetter: true },
  examplesPerSecond: { title: 'Images per second', lowerIsBetter: false },
}

const large = 1_000

/** A value of a metric as tooltips and tables print it; a dash for what is not a number. */
export function formatCurveValue(metric: CurveMetric, value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (metric === 'learningRate') return formatRate(value)
  if (metric === 'examplesPerSecond') return String(Math.round(value))
  return Math.abs(value) < large ? value.toFixed(4) : value.toExponential(2)
}
