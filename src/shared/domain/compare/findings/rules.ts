import type { ImportedRow } from '../compared-run'
import { mean } from '../statistics'

/** The rules of the findings; docs/findings.md explains them to people, and a test compares it. */
export const findingRules = {
  /** Epochs of the centred mean that losses are looked at through. */
  window: 5,
  /** Shorter runs show no trend. */
  leastEpochs: 10,
  /** Overfitting: validation loss stays this share above its lowest. */
  overfitMargin: 0.2,
  /** Learning has stopped: validation loss stays within this share of where it ends, ... */
  stopMargin: 0.01,
  /** ... for this share of the run, and at least for `leastEpochs`. */
  stopShare: 0.2,
  /** A rate below this share of the run's highest one is told as the reason. */
  lowRateShare: 0.05,
  /** A network guesses when its validation accuracy is below this many times chance, ... */
  guessFactor: 1.5,
  /** ... and ends with so many such epochs. */
  guessEpochs: 3,
} as const

const half = (findingRules.window - 1) / 2

/** Centred means; NaN at both ends, where the window is not full. */
function smooth(values: readonly number[]): readonly number[] {
  return values.map((_, at) => {
    if (at < half || at + half >= values.length) return NaN
    let sum = 0
    for (let near = at - half; near <= at + half; near++) sum += values[near] ?? NaN
    return sum / findingRules.window
  })
}

const column = (rows: readonly ImportedRow[], name: 'loss' | 'valLoss' | 'valAccuracy') =>
  rows.map((row) => row[name] ?? NaN)

/** Where the last window of a series lies. */
const endOf = (values: readonly number[]) => mean(values.slice(-findingRules.window))

/** True for a run that is long enough, and every number of it finite. */
const isWhole = (rows: readonly ImportedRow[]) =>
  rows.length >= findingRules.leastEpochs &&
  rows.every(({ loss, valLoss }) => Number.isFinite(loss) && Number.isFinite(valLoss))

/** The first place from which on all known values pass; null where the last one does not. */
function lastStretch(values: readonly number[], passes: (value: number) => boolean): number | null {
  let from: number | null = null
  for (let at = values.length - 1; at >= 0; at--) {
    const value = values[at] ?? NaN
    if (Number.isNaN(value)) continue
    if (!passes(value)) break
    from = at
  }
  return from
}

/** Where a run overfits; epochs from 0. */
export interface Overfit {
  readonly from: number
  /** Epoch of the lowest validation loss, smoothed, and what it was. */
  readonly lowestAt: number
  readonly lowest: number
  /** Share by which validation loss ends above it. */
  readonly rise: number
}

/**
 * From which epoch on a run overfits: its smoothed validation loss stays above its lowest by the
 * margin until the end, while the training loss ends below what it was there. Null where it does not.
 */
export function overfitOf(rows: readonly ImportedRow[]): Overfit | null {
  if (!isWhole(rows)) return null
  const losses = column(rows, 'valLoss')
  const means = smooth(losses)
  const lowestAt = means.reduce(
    (best, value, at) =>
      value < (means[best] ?? Infinity) || Number.isNaN(means[best]) ? at : best,
    0,
  )
  const lowest = means[lowestAt] ?? NaN
  const rise = endOf(losses) / lowest - 1
  const margin = findingRules.overfitMargin
  const from = lastStretch(means, (value) => value > lowest * (1 + margin))
  const training = column(rows, 'loss')
  const fits = endOf(training) < (smooth(training)[lowestAt] ?? NaN)
  return from !== null && rise > margin && fits ? { from, lowestAt, lowest, rise } : null
}

/** Where learning stops; epochs from 0. */
export interface LearningStop {
  readonly from: number
  /** Rate at the end of that epoch, and the highest of the run's epochs. */
  readonly rate: number
  readonly highestRate: number
}

/**
 * From which epoch on nothing is learnt that validation would show: the smoothed validation loss
 * stays within the margin of where it ends. Null where that is less than the share of the run.
 */
export function learningStopOf(rows: readonly ImportedRow[]): LearningStop | null {
  if (!isWhole(rows)) return null
  const losses = column(rows, 'valLoss')
  const end = endOf(losses)
  const from = lastStretch(
    smooth(losses),
    (value) => Math.abs(value - end) <= findingRules.stopMargin * end,
  )
  if (from === null) return null
  const least = Math.max(findingRules.leastEpochs, findingRules.stopShare * rows.length)
  if (rows.length - from < least) return null
  const rates = rows.map(({ learningRate = NaN }) => learningRate)
  return { from, rate: rates[from] ?? NaN, highestRate: Math.max(...rates) }
}

const chance = 1 / 10

/** The epoch from which on a network only guesses, to the end of its run; null where it does not. */
export function guessingFrom(rows: readonly ImportedRow[]): number | null {
  const least = findingRules.guessFactor * chance
  const from = lastStretch(column(rows, 'valAccuracy'), (accuracy) => accuracy < least)
  return from !== null && rows.length - from >= findingRules.guessEpochs ? from : null
}
