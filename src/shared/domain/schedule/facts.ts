import type { CompiledSchedule } from './compile'

/** A rate, and the first step that has it, counted from 0. */
export interface Extreme {
  readonly rate: number
  readonly step: number
}

/** What a whole run's rates come to. */
export interface ScheduleFacts {
  readonly first: number
  readonly last: number
  readonly highest: Extreme
  readonly lowest: Extreme
  /** Sum of the rates of all steps: how far the weights could move under gradients of length 1. */
  readonly area: number
  /** The area by the number of steps. */
  readonly mean: number
  /** Share of the steps, from 0 to 1, whose rate is above half of the highest one. */
  readonly shareAboveHalf: number
}

/** Calls with the first step of every stretch of equal rates, its rate and its number of steps. */
function eachStretch(
  { totalSteps, heldSteps, rateAt }: CompiledSchedule,
  visit: (step: number, rate: number, steps: number) => void,
): void {
  for (let step = 0; step < totalSteps; step += heldSteps) {
    visit(step, rateAt(step), Math.min(heldSteps, totalSteps - step))
  }
}

/**
 * The facts of a compiled schedule. Of one that reacts, those of a run in which nothing happens;
 * with `withMetrics` in front, those of a run with known metrics.
 */
export function scheduleFacts(schedule: CompiledSchedule): ScheduleFacts {
  const { totalSteps, rateAt } = schedule
  const first = rateAt(0)
  let highest: Extreme = { rate: first, step: 0 }
  let lowest = highest
  let area = 0
  eachStretch(schedule, (step, rate, steps) => {
    area += rate * steps
    if (rate > highest.rate) highest = { rate, step }
    if (rate < lowest.rate) lowest = { rate, step }
  })
  let above = 0
  eachStretch(schedule, (_, rate, steps) => {
    if (rate > highest.rate / 2) above += steps
  })
  return {
    first,
    last: rateAt(totalSteps - 1),
    highest,
    lowest,
    area,
    mean: area / totalSteps,
    shareAboveHalf: above / totalSteps,
  }
}
