import type { RunSummary } from './run'

/** A run's values for one finished epoch. */
export interface EpochRow {
  /** From 0. */
  readonly epoch: number
  /** Means over the training images, taken while the epoch trained (as Keras reports them). */
  readonly loss: number
  readonly accuracy: number
  readonly valLoss: number
  readonly valAccuracy: number
  /** Rate applied by the epoch's last step. */
  readonly learningRate: number
  /** Seconds the epoch took, validation included, pauses excluded. */
  readonly seconds: number
  /** Shares of images with fewer than three classes above the label's; absent in old runs. */
  readonly top3?: number
  readonly valTop3?: number
  /** On the test images, where the recipe validates on both. */
  readonly testLoss?: number
  readonly testAccuracy?: number
  /** Images trained per second, validation excluded; absent in old runs. */
  readonly examplesPerSecond?: number
}

/** Names of the metrics drawn over epochs. */
export type Metric = 'loss' | 'accuracy' | 'valLoss' | 'valAccuracy' | 'learningRate'

/** Per-step values of one run, index = step; float32 loss, the applied rate in float64. */
export interface StepSeries {
  readonly loss: Float32Array
  readonly learningRate: Float64Array
  /** The applied momentum or first beta; null where the optimizer has none or it is not known. */
  readonly momentum: Float64Array | null
  /** Null unless the recipe asked for norms. */
  readonly norms: {
    readonly gradient: Float32Array
    readonly weights: Float32Array
    readonly updateRatio: Float32Array
  } | null
}

/** Summary of the finished epochs; null when there is none. */
export function summarise(rows: readonly EpochRow[]): RunSummary | null {
  const last = rows.at(-1)
  if (!last) return null
  const best = rows.reduce((lowest, row) => (row.valLoss < lowest.valLoss ? row : lowest), last)
  return {
    finalLoss: last.loss,
    finalAccuracy: last.accuracy,
    finalValLoss: last.valLoss,
    finalValAccuracy: last.valAccuracy,
    bestValLoss: best.valLoss,
    bestValAccuracy: best.valAccuracy,
    bestEpoch: best.epoch,
  }
}
