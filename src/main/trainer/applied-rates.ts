import type { StepResults } from './engine'
import type { PlannedSteps } from './step-plan'

/**
 * Throws unless the engine used exactly the rates and momenta it was given, as float32 numbers,
 * which is what it computes in. With that proven at every step, the schedule's own float64 numbers
 * are what the run records: they say more, and rounding them gives the applied ones back.
 */
export function checkApplied(
  { rates, momenta }: PlannedSteps,
  { appliedRate, appliedMomentum }: Pick<StepResults, 'appliedRate' | 'appliedMomentum'>,
): void {
  checkEqual('rate', rates, appliedRate)
  if (momenta) checkEqual('momentum', momenta, appliedMomentum ?? new Float32Array(0))
}

function checkEqual(what: string, given: Float64Array, applied: Float32Array): void {
  given.forEach((value, index) => {
    if (Object.is(Math.fround(value), applied[index])) return
    throw new Error(`The engine applied the ${what} ${String(applied[index])} instead of ${value}.`)
  })
}
