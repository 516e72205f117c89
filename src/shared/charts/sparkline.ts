import { compileSchedule, type RunLength, type ScheduleSpec } from '../domain/schedule'

/** A point of a small picture: x from 0 (first step) to 1 (last), y from 0 (bottom) to 1 (top). */
export interface SparkPoint {
  readonly x: number
  readonly y: number
}

const mostPoints = 60
/** Below this share of the highest rate a logarithmic sparkline is at its bottom. */
const decades = 4

/**
 * The shape of a schedule over a run, relative to its highest rate; a rate of 0 all along lies at
 * the bottom. Throws a ScheduleError when the schedule does not fit the run.
 */
export function sparkline(
  spec: ScheduleSpec,
  length: RunLength,
  logarithmic = false,
): readonly SparkPoint[] {
  const compiled = compileSchedule(spec, length)
  const { totalSteps } = compiled
  const total = Math.min(mostPoints, Math.max(2, totalSteps))
  const rates = Array.from({ length: total }, (_, index) =>
    compiled.rateAt(Math.round((index * (totalSteps - 1)) / (total - 1))),
  )
  const highest = Math.max(...rates)
  const height = (rate: number) => {
    if (rate <= 0 || highest <= 0) return 0
    return logarithmic ? Math.max(0, 1 + Math.log10(rate / highest) / decades) : rate / highest
  }
  return rates.map((rate, index) => ({ x: index / (total - 1), y: height(rate) }))
}
