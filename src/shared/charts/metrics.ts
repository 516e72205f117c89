import { curveMetricTexts, formatCurveValue, type MetricText } from '../domain/compare/metric-text'
import type { Metric } from '../domain/series'

export type { MetricText }

/** What people read for each metric. */
export const metricTexts: Readonly<Record<Metric, MetricText>> = curveMetricTexts

/** A value as tooltips and tables print it; a dash for what is not a number. */
export const formatMetric: (metric: Metric, value: number) => string = formatCurveValue
