import type { ScheduleSpec } from './kinds'
import { resolveSchedule, ScheduleError } from './resolve'

/** How long a run is; both at least 1. */
export interface RunLength {
  readonly totalEpochs: number
  readonly stepsPerEpoch: number
}

/** A schedule made ready for one run: a pure function of the step. */
export interface CompiledSchedule {
  readonly totalSteps: number
  /** The learning rate of step 0 to totalSteps - 1; finite and at least 0. */
  readonly rateAt: (step: number) => number
}

/**
 * Compiles a spec for a run of the given length.
 * Throws {@link ScheduleError} when the spec is malformed, or when any step of the run would get a
 * rate that is negative or not finite: the message names the first such step.
 */
export function compileSchedule(spec: ScheduleSpec, length: RunLength): CompiledSchedule {
  const { totalEpochs, stepsPerEpoch } = length
  const totalSteps = totalEpochs * stepsPerEpoch
  const { per, rateOfUnit } = resolveSchedule(spec, (unit) =>
    unit === 'epoch' ? totalEpochs : totalSteps,
  )
  const stepsPerUnit = per === 'epoch' ? stepsPerEpoch : 1
  for (let unit = 0; unit * stepsPerUnit < totalSteps; unit++) {
    const value = rateOfUnit(unit)
    if (Number.isFinite(value) && value >= 0) continue
    throw new ScheduleError(
      '',
      `the rate at step ${unit * stepsPerUnit} would be ${value}; it must be finite and at least 0`,
    )
  }
  return { totalSteps, rateAt: (step) => rateOfUnit(Math.floor(step / stepsPerUnit)) }
}
