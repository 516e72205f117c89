import type { RateReference } from '../../../../shared/charts/run-rate'
import { splitSizes, type Recipe } from '../../../../shared/domain/recipe'
import type { ScheduleSpec } from '../../../../shared/domain/schedule'
import { readingOf, type Reading } from '../../../../shared/domain/schedule/dialects'
import { largestGap, plannedRates, type RateGap } from '../../../../shared/domain/schedule/plan'
import type { EpochRow, StepSeries } from '../../../../shared/domain/series'
import { texts } from '../../texts'
import type { RateStart } from './rate-start'

/** What a run applied beside what was planned, and beside how the plan is easily misread. */
export interface RateComparison {
  readonly references: readonly RateReference[]
  readonly reading: Reading | null
  /** Null where every known rate is the planned one. */
  readonly gap: RateGap | null
  /** How many applied rates were looked at. */
  readonly compared: number
}

const fromTheFirst: RateStart = { epoch: 0, heardFrom: 0 }

/**
 * Compares every finished step where they are known, else the last step of every epoch. Of a fork
 * only what it has trained itself: the epochs before followed another plan.
 */
export function compareRates(
  recipe: Recipe,
  rows: readonly EpochRow[],
  steps: StepSeries | null,
  start: RateStart = fromTheFirst,
): RateComparison {
  const { stepsPerEpoch } = splitSizes(recipe)
  const ratesOf = (spec: ScheduleSpec) => ownRates({ ...recipe, schedule: spec }, rows, start)
  const planned = ratesOf(recipe.schedule)
  const reading = readingOf(recipe.schedule)
  const plan: RateReference = {
    id: 'plan',
    name: texts.run.planned,
    rates: planned,
    stepsPerEpoch,
  }
  const misread: readonly RateReference[] = reading
    ? [{ id: 'reading', name: texts.run.reading, rates: ratesOf(reading.spec), stepsPerEpoch }]
    : []
  const own = rows.filter(({ epoch }) => epoch >= start.epoch)
  const firstStep = start.epoch * stepsPerEpoch
  return {
    references: [plan, ...misread],
    reading,
    gap: steps
      ? gapFrom(firstStep, planned, steps.learningRate)
      : gapOfEpochs(planned, own, stepsPerEpoch),
    compared: steps ? Math.max(0, steps.learningRate.length - firstStep) : own.length,
  }
}

/** What a recipe plans for every step; not a number before the run's own first one. */
function ownRates(
  recipe: Pick<Recipe, 'schedule' | 'totalEpochs' | 'data' | 'batchSize' | 'dropLast'>,
  rows: readonly EpochRow[],
  start: RateStart,
): Float64Array {
  const { stepsPerEpoch } = splitSizes(recipe)
  const heard: EpochRow[] = []
  for (const row of rows) if (row.epoch >= start.heardFrom) heard[row.epoch] = row
  const length = { totalEpochs: recipe.totalEpochs, stepsPerEpoch }
  return plannedRates(recipe.schedule, length, heard).fill(NaN, 0, start.epoch * stepsPerEpoch)
}

function gapFrom(first: number, planned: Float64Array, applied: Float64Array): RateGap | null {
  const gap = largestGap(planned.subarray(first), applied.subarray(first))
  return gap && { ...gap, step: gap.step + first }
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
