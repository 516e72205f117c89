import { sparkline, type SparkPoint } from '../../../../../shared/charts/sketch'
import { splitSizes, type Recipe } from '../../../../../shared/domain/recipe'
import { isSameData } from '../../../../../shared/domain/same-data'
import { plannedRates } from '../../../../../shared/domain/schedule/plan'
import type { EpochRow } from '../../../../../shared/domain/series'
import { mostTriedSteps } from '../../../components/training/training-plan'

/** How a fork's rates follow on those before it. */
export interface RateAtFork {
  /** Of the fork's first step. */
  readonly becomes: number
  /** What the parent plans for that step; null where it ends before. */
  readonly was: number | null
  /** The fork's schedule over the whole run. */
  readonly points: readonly SparkPoint[]
  /** Share of the run that is done at the fork. */
  readonly share: number
}

function rateOf(recipe: Recipe, epochs: number, heard: readonly EpochRow[]): number | null {
  const length = { ...splitSizes(recipe), totalEpochs: recipe.totalEpochs }
  const rates = plannedRates(recipe.schedule, length, heard)
  return rates[epochs * length.stepsPerEpoch] ?? null
}

/**
 * The rates at a fork after `epochs` epochs; a schedule that is not changed goes on with what it was
 * told, another begins anew. Null for a run too long to be tried, or without a step after the fork.
 */
export function rateAtFork(
  parent: Recipe,
  fork: Recipe,
  epochs: number,
  rows: readonly EpochRow[],
): RateAtFork | null {
  const { stepsPerEpoch } = splitSizes(fork)
  const { totalEpochs, schedule } = fork
  if (Math.max(totalEpochs, parent.totalEpochs) * stepsPerEpoch > mostTriedSteps) return null
  const heard = rows.slice(0, epochs)
  const isSame = isSameData(parent.schedule, schedule)
  const becomes = rateOf(fork, epochs, isSame ? heard : [])
  if (becomes === null) return null
  return {
    becomes,
    was: rateOf(parent, epochs, heard),
    points: sparkline(schedule, { totalEpochs, stepsPerEpoch }),
    share: epochs / totalEpochs,
  }
}
