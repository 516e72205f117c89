import type { EpochRow } from '../series'

/** What a repeated run must have again; how long its epochs took is no part of it. */
export const repeatedMetrics = [
  'loss',
  'accuracy',
  'valLoss',
  'valAccuracy',
  'learningRate',
  'top3',
  'valTop3',
  'testLoss',
  'testAccuracy',
] as const satisfies readonly (keyof EpochRow)[]

export type RepeatedMetric = (typeof repeatedMetrics)[number]

/** How far a metric came from where it was. */
export interface Deviation {
  readonly metric: RepeatedMetric
  /** Largest absolute difference; 0 when all bits are equal, Infinity where one is missing. */
  readonly largest: number
  /** Epoch of it, from 0; null when it is 0. */
  readonly epoch: number | null
}

/** A repeated run beside the one that it repeats. */
export interface Repetition {
  /** Epochs that both have. */
  readonly epochs: number
  /** For each metric that the original has, in a fixed order. */
  readonly deviations: readonly Deviation[]
  /** Whether every number is the same, bit for bit. */
  readonly exact: boolean
}

function difference(was: number | undefined, is: number | undefined): number {
  if (Object.is(was, is)) return 0
  if (was === undefined || is === undefined) return Infinity
  const apart = Math.abs(was - is)
  return Number.isNaN(apart) ? Infinity : apart
}

/** Compares a run with its repetition, epoch by epoch, as far as both go. */
export function repetitionOf(
  original: readonly EpochRow[],
  repeated: readonly EpochRow[],
): Repetition {
  const epochs = Math.min(original.length, repeated.length)
  const metrics = repeatedMetrics.filter((metric) =>
    original.some((row) => row[metric] !== undefined),
  )
  const deviations = metrics.map((metric): Deviation => {
    let largest = 0
    let epoch: number | null = null
    for (let at = 0; at < epochs; at++) {
      const apart = difference(original[at]?.[metric], repeated[at]?.[metric])
      if (apart <= largest) continue
      largest = apart
      epoch = at
    }
    return { metric, largest, epoch }
  })
  return { epochs, deviations, exact: deviations.every(({ largest }) => largest === 0) }
}

/** The largest deviation of each metric over several repetitions. */
export function largestDeviations(repetitions: readonly Repetition[]): readonly Deviation[] {
  const all = repetitions.flatMap(({ deviations }) => deviations)
  return repeatedMetrics.flatMap((metric) => {
    const own = all.filter((each) => each.metric === metric)
    const [first, ...others] = own
    if (!first) return []
    return [others.reduce((most, each) => (each.largest > most.largest ? each : most), first)]
  })
}
