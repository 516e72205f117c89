import type { RateReference } from '../../../../shared/charts/run-rate'
import { splitSizes, type Recipe } from '../../../../shared/domain/recipe'
import { readingOf, type Reading } from '../../../../shared/domain/schedule/dialects'
import { largestGap, plannedRates, type RateGap } from '../../../../shared/domain/schedule/plan'
import type { EpochRow, StepSeries } from '../../../../shared/domain/series'
import { texts } from '../../texts'

/** What a run applied beside what was planned, and beside how the plan is easily misread. */
export interface RateComparison {
  readonly references: readonly RateReference[]
  readonly reading: Reading | null
  /** Null where every known rate is the planned one. */
  readonly gap: RateGap | null
  /** How many applied rates were looked at. */
  readonly compared: number
}

/** Compares every finished step where they are known, else the last step of every epoch. */
export function compareRates(
  recipe: Recipe,
  rows: readonly EpochRow[],
  steps: StepSeries | null,
): RateComparison {
  const { stepsPerEpoch } = splitSizes(recipe)
  const length = { totalEpochs: recipe.totalEpochs, stepsPerEpoch }
  const planned = plannedRates(recipe.schedule, length, rows)
  const reading = readingOf(recipe.schedule)
  const plan: RateReference = {
    id: 'plan',
    name: texts.run.planned,
    rates: planned,
    stepsPerEpoch,
  }
  const misread: readonly RateReference[] = reading
    ? [
        {
          id: 'reading',
          name: texts.run.reading,
          rates: plannedRates(reading.spec, length, rows),
          stepsPerEpoch,
        },
      ]
    : []
  return {
    references: [plan, ...misread],
    reading,
    gap: steps
      ? largestGap(planned, steps.learningRate)
      : gapOfEpochs(planned, rows, stepsPerEpoch),
    compared: steps ? steps.learningRate.length : rows.length,
  }
}

function gapOfEpochs(
  planned: Float64Array,
  rows: readonly EpochRow[],
  stepsPerEpoch: number,
): RateGap | null {
  const lastStep = (epoch: number) => (epoch + 1) * stepsPerEpoch - 1
  const gap = largestGap(
    rows.map(({ epoch }) => planned[lastStep(epoch)] ?? NaN),
    rows.map(({ learningRate }) => learningRate),
  )
  return gap && { ...gap, step: lastStep(rows[gap.step]?.epoch ?? 0) }
}
