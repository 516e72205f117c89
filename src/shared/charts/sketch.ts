import {
  compileSchedule,
  previewOf,
  withMetrics,
  type CompiledSchedule,
  type Preview,
  type RunLength,
  type ScheduleSpec,
} from '../domain/schedule'
import type { SparkPoint } from './sparkline'

/** Share of the run in which the made-up metric improves, evenly; after that it stays the same. */
export const improvingShare = 0.4
const worstToBest = 0.75

/** A metric that nobody measured, for each epoch: what a reacting schedule is sketched with. */
export function madeUpMetric(epochs: number, better: 'min' | 'max'): readonly number[] {
  const improving = Math.max(1, Math.round(epochs * improvingShare))
  return Array.from({ length: epochs }, (_, epoch) => {
    const gain = worstToBest * Math.min(1, epoch / improving)
    return better === 'min' ? 1 - gain : 1 - worstToBest + gain
  })
}

/** A schedule's curve over its run, to be drawn small. */
export interface Sketch extends Preview {
  readonly totalSteps: number
  /** It was drawn with the made-up metric. */
  readonly reacts: boolean
}

const watchesForMore = ({ resolved }: CompiledSchedule) =>
  resolved.some(({ values }) => values.mode === 'max')

/**
 * The curve in a few points for each of `buckets` stretches, corners and stairs kept. Throws a
 * ScheduleError when the schedule does not fit the run.
 */
export function sketchOf(spec: ScheduleSpec, length: RunLength, buckets: number): Sketch {
  const compiled = compileSchedule(spec, length)
  const { totalSteps, reacts } = compiled
  const better = watchesForMore(compiled) ? 'max' : 'min'
  const drawn = reacts ? withMetrics(compiled, madeUpMetric(length.totalEpochs, better)) : compiled
  return { ...previewOf(drawn, buckets), totalSteps, reacts }
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
