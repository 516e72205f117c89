import { formatMetric } from '../../../../../shared/charts/metrics'
import { ordinal } from '../../../../../shared/domain/format'
import { summarise, type EpochRow } from '../../../../../shared/domain/series'
import { texts } from '../../../texts'

/** A checkpoint to go on from, and what is worth knowing of it. */
export interface Checkpoint {
  readonly epochs: number
  readonly remarks: readonly string[]
}

/** The checkpoints after these numbers of epochs, the last one first. */
export function describeCheckpoints(
  kept: readonly number[],
  rows: readonly EpochRow[],
): readonly Checkpoint[] {
  const summary = summarise(rows)
  const last = Math.max(...kept)
  return [...kept]
    .sort((a, b) => b - a)
    .map((epochs) => {
      const row = rows[epochs - 1]
      const isBest = summary !== null && ordinal(summary.bestEpoch) === epochs
      return {
        epochs,
        remarks: [
          ...(epochs === last ? [texts.fork.last] : []),
          ...(isBest ? [texts.fork.best] : []),
          ...(row ? [texts.fork.loss(formatMetric('valLoss', row.valLoss))] : []),
        ],
      }
    })
}
