import { sampledIndices } from '../sampled-indices'
import type { CompiledSchedule } from './compile'

/** Places on a curve to be joined by straight lines; steps rise. */
export interface Preview {
  readonly steps: readonly number[]
  readonly rates: readonly number[]
}

/**
 * The curve of a schedule in at most twelve points for each of `buckets` stretches. Every rate of
 * the run is looked at: the lowest and the highest are there, and so are both sides of the largest
 * jump of each stretch. A rate that is held for an epoch gets a point at both its ends, so that
 * stairs stay stairs. Of a schedule that reacts, see `withMetrics`.
 */
export function previewOf(schedule: CompiledSchedule, buckets: number): Preview {
  const { totalSteps, heldSteps, rateAt } = schedule
  const rateOf = (stretch: number) => rateAt(stretch * heldSteps)
  const stretches = { length: Math.ceil(totalSteps / heldSteps), at: rateOf }
  const steps: number[] = []
  const rates: number[] = []
  for (const stretch of sampledIndices(stretches, buckets)) {
    const rate = rateOf(stretch)
    const first = stretch * heldSteps
    const last = Math.min(first + heldSteps, totalSteps) - 1
    steps.push(first)
    rates.push(rate)
    if (last > first) {
      steps.push(last)
      rates.push(rate)
    }
  }
  return { steps, rates }
}
