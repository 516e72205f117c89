import { Builder, type Resolved } from './build'
import { ScheduleError } from './error'
import type { ScheduleSpec } from './kinds'
import type { EpochMetrics, ScheduleState } from './node'
import { readSpec } from './read-spec'

/** How long a run is; both whole numbers of at least 1. */
export interface RunLength {
  readonly totalEpochs: number
  readonly stepsPerEpoch: number
}

/** A schedule made ready for one run: a pure function of the step, and of what it was told. */
export interface CompiledSchedule {
  readonly totalSteps: number
  /** Steps from a multiple of it to the next have the same rate: 1, or those of an epoch. */
  readonly heldSteps: number
  /** It watches metrics: {@link observe} may change the rates to come. */
  readonly reacts: boolean
  /** What it remembers before the first epoch; plain JSON. */
  readonly initialState: ScheduleState
  /**
   * The learning rate of step 0 to totalSteps - 1; finite and at least 0. A schedule that reacts
   * needs the state of the step's own epoch.
   */
  readonly rateAt: (step: number, state?: ScheduleState) => number
  /** The momentum of a step; null where the schedule sets none. */
  readonly momentumAt: (step: number) => number | null
  readonly setsMomentum: boolean
  /** What it remembers after an epoch, counted from 0. */
  readonly observe: (
    state: ScheduleState,
    metrics: EpochMetrics & { readonly epoch: number },
  ) => ScheduleState
  /** Every schedule inside it with its values and clock, the outermost first; for editors. */
  readonly resolved: readonly Resolved[]
}

/** Checked without a run's worth of memory: the longest is far above any real training. */
const mostSteps = 2 ** 31

function checkLength({ totalEpochs, stepsPerEpoch }: RunLength): number {
  for (const [name, value] of Object.entries({ totalEpochs, stepsPerEpoch })) {
    if (Number.isInteger(value) && value >= 1) continue
    throw new ScheduleError('', `${name} must be a whole number of at least 1, was ${value}`)
  }
  const totalSteps = totalEpochs * stepsPerEpoch
  if (totalSteps <= mostSteps) return totalSteps
  throw new ScheduleError('', `a run has at most ${mostSteps} steps, was given ${totalSteps}`)
}

/**
 * Compiles a spec for a run of the given length. Throws {@link ScheduleError} when the spec is
 * malformed, or when any step of the run would get a rate that is negative or not finite: the
 * message names the field, or the first such step. A schedule that reacts is tried with its first
 * state; its rules keep later rates within its bounds.
 */
export function compileSchedule(spec: ScheduleSpec, length: RunLength): CompiledSchedule {
  const totalSteps = checkLength(length)
  const builder = new Builder(length.stepsPerEpoch)
  const { heldSteps, rateAt, momentumAt } = builder.build(readSpec(spec), {
    path: '',
    per: 'step',
    startStep: 0,
    totalSteps,
    endStep: totalSteps,
  })
  const initialState = builder.memories.map(({ memory }) => memory.initial)
  for (let step = 0; step < totalSteps; step += heldSteps) {
    const rate = rateAt(step, initialState)
    if (rate >= 0 && rate < Infinity) continue
    throw new ScheduleError(
      '',
      `the rate at step ${step} would be ${rate}; it must be finite and at least 0`,
    )
  }
  return {
    totalSteps,
    heldSteps,
    reacts: initialState.length > 0,
    initialState,
    rateAt: (step, state = initialState) => rateAt(step, state),
    momentumAt: (step) => momentumAt?.(step) ?? null,
    setsMomentum: momentumAt !== undefined,
    observe: (state, metrics) => builder.observe(state, metrics),
    resolved: builder.resolved,
  }
}
