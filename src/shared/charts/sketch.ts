import { previewOf, type Preview, type RunLength, type ScheduleSpec } from '../domain/schedule'
import { inExampleRun } from './example-run'

/** A point of a small picture: x from 0 (the start) to 1 (the end), y from 0 (bottom) to 1 (top). */
export interface SparkPoint {
  readonly x: number
  readonly y: number
}

/** A schedule's curve over its run, to be drawn small. */
export interface Sketch extends Preview {
  readonly totalSteps: number
  /** It was drawn with the made-up metric. */
  readonly reacts: boolean
}

/**
 * The curve in a few points for each of `buckets` stretches, corners and stairs kept. Throws a
 * ScheduleError when the schedule does not fit the run.
 */
export function sketchOf(spec: ScheduleSpec, length: RunLength, buckets: number): Sketch {
  const { schedule, reacts } = inExampleRun(spec, length)
  return { ...previewOf(schedule, buckets), totalSteps: schedule.totalSteps, reacts }
}

/** Rates this far below the highest one lie at the bottom of a logarithmic sketch. */
const decades = 4

/** Without the points inside level stretches. */
const cornersOf = (points: readonly SparkPoint[]) =>
  points.filter(({ y }, index) => points[index - 1]?.y !== y || points[index + 1]?.y !== y)

/**
 * The sketch on a square of side 1, relative to its highest rate. The last rate holds until the end
 * of the run; a rate of 0 all along lies at the bottom.
 */
export function sketchPoints(
  { steps, rates, totalSteps }: Sketch,
  logarithmic: boolean,
): readonly SparkPoint[] {
  const highest = rates.reduce((most, rate) => Math.max(most, rate), 0)
  const height = (rate: number) => {
    if (rate <= 0 || highest <= 0) return 0
    return logarithmic ? Math.max(0, 1 + Math.log10(rate / highest) / decades) : rate / highest
  }
  const points = rates.map((rate, index) => ({
    x: (steps[index] ?? 0) / totalSteps,
    y: height(rate),
  }))
  return cornersOf([...points, { x: 1, y: points.at(-1)?.y ?? 0 }])
}

/** Enough for a picture of a hundred pixels. */
const sparkBuckets = 40

/**
 * The shape of a schedule over a run as one small line. Throws a ScheduleError when the schedule
 * does not fit the run.
 */
export const sparkline = (
  spec: ScheduleSpec,
  length: RunLength,
  logarithmic = false,
): readonly SparkPoint[] => sketchPoints(sketchOf(spec, length, sparkBuckets), logarithmic)
