import type { EarlyStoppingSpec, WatchedMetric } from '../../shared/domain/recipe'
import type { EpochRow } from '../../shared/domain/series'

/** What the watch over a metric remembers; plain JSON. */
export interface Watch {
  /** The epoch, from 0, after which nothing was better; null before the first. */
  readonly best: { readonly epoch: number; readonly value: number } | null
  /** Epochs since then. */
  readonly wait: number
  /** No more patience: the run ends. */
  readonly isOver: boolean
}

export const freshWatch: Watch = { best: null, wait: 0, isOver: false }

const lowerIsBetter: Record<WatchedMetric, boolean> = {
  loss: true,
  valLoss: true,
  accuracy: false,
  valAccuracy: false,
}

export const isBetter = (metric: WatchedMetric, value: number, than: number) =>
  lowerIsBetter[metric] ? value < than : value > than

/**
 * The watch after an epoch, by the rules of Keras 3's `EarlyStopping`: the first value is an
 * improvement, a later one must beat the best by more than `minDelta`, compared as float32 numbers;
 * patience runs out no earlier than in the second epoch.
 */
export function watchEpoch(
  { best, wait }: Watch,
  { metric, patience, minDelta = 0 }: EarlyStoppingSpec,
  row: EpochRow,
): Watch {
  const value = row[metric]
  const handicapped = lowerIsBetter[metric] ? value + minDelta : value - minDelta
  if (!best || isBetter(metric, Math.fround(handicapped), Math.fround(best.value))) {
    return { best: { epoch: row.epoch, value }, wait: 0, isOver: false }
  }
  return { best, wait: wait + 1, isOver: wait + 1 >= patience && row.epoch > 0 }
}
