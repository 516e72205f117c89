import { compileSchedule, type RunLength } from './compile'
import type { ScheduleSpec } from './kinds'
import type { EpochMetrics } from './node'

/**
 * The rate that a schedule plans for every step of a run. One that reacts is told the epochs that
 * the run has finished, in order from 0; what follows them is planned as if nothing more happened.
 */
export function plannedRates(
  spec: ScheduleSpec,
  length: RunLength,
  finished: readonly EpochMetrics[],
): Float64Array {
  const { totalEpochs, stepsPerEpoch } = length
  const schedule = compileSchedule(spec, length)
  const rates = new Float64Array(schedule.totalSteps)
  let state = schedule.initialState
  for (let epoch = 0; epoch < totalEpochs; epoch++) {
    const end = (epoch + 1) * stepsPerEpoch
    for (let step = epoch * stepsPerEpoch; step < end; step++) {
      rates[step] = schedule.rateAt(step, state)
    }
    const metrics = finished[epoch]
    if (metrics) state = schedule.observe(state, { ...metrics, epoch })
  }
  return rates
}

/** Where an applied rate was furthest from the planned one. */
export interface RateGap {
  /** Counted from 0. */
  readonly step: number
  readonly planned: number
  readonly applied: number
}

/** Less than this share of the planned rate is rounding. */
const rounding = 1e-9

/** The largest gap between what was planned and what was applied; null where there is none. */
export function largestGap(planned: ArrayLike<number>, applied: ArrayLike<number>): RateGap | null {
  let widest: RateGap | null = null
  let width = 0
  for (let step = 0; step < applied.length; step++) {
    const [plan = NaN, real = NaN] = [planned[step], applied[step]]
    const gap = Math.abs(real - plan)
    if (gap <= rounding * Math.abs(plan) || gap <= width) continue
    width = gap
    widest = { step, planned: plan, applied: real }
  }
  return widest
}
