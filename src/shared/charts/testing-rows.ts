import type { EpochRow } from '../domain/series'

/** Rows whose every value can be recognised in an option. */
export const rowsOf = (total: number, offset = 0): readonly EpochRow[] =>
  Array.from({ length: total }, (_, epoch) => ({
    epoch,
    loss: 1 / (epoch + 1) + offset,
    accuracy: 1 - 0.5 / (epoch + 1),
    valLoss: 2 / (epoch + 1) + offset,
    valAccuracy: 1 - 0.6 / (epoch + 1),
    learningRate: epoch === 2 ? 0 : 0.5 / 10 ** epoch,
    seconds: 1.5,
  }))
