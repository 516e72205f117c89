import { z } from 'zod'
import {
  bands,
  centres,
  curveMetrics,
  xAxes,
  type CompareLook,
  type Smoothing,
} from '../domain/compare/compare-view'

/** What can be drawn over a run. */
export const curveMetric = z.enum(curveMetrics)

const mostPoints = 10_001

/** A weight below 1, or an odd window of at least 3 points. */
export const smoothing: z.ZodType<Smoothing> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('ema'), weight: z.number().min(0).lt(1) }),
  z.object({
    kind: z.literal('mean'),
    window: z
      .int()
      .min(1)
      .max(mostPoints)
      .refine((window) => window % 2 === 1, { error: 'must be odd, such as 5' }),
  }),
])

const zoom = z
  .object({ from: z.number(), to: z.number() })
  .refine(({ from, to }) => from < to, { error: 'from must be below to' })

const metricList = z.array(curveMetric).max(curveMetrics.length)

/** How a comparison is drawn, as it comes from outside. */
export const compareLook: z.ZodType<CompareLook> = z.object({
  metrics: metricList,
  x: z.enum(xAxes),
  logX: z.boolean(),
  logY: metricList,
  smoothing,
  hideOutliers: z.boolean(),
  groupBy: z.string().max(200).nullable(),
  centre: z.enum(centres),
  band: z.enum(bands),
  baseline: z.string().max(500).nullable(),
  zoom: zoom.nullable(),
  enlarged: curveMetric.nullable(),
})
