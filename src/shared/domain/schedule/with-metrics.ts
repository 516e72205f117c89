import type { CompiledSchedule } from './compile'
import { ScheduleError } from './error'
import type { EpochMetrics, ScheduleState } from './node'

/** Every metric that a schedule can watch, at the same value. */
const everywhere = (value: number): EpochMetrics => ({
  loss: value,
  accuracy: value,
  valLoss: value,
  valAccuracy: value,
})

/**
 * The schedule as it would be in a run whose watched metric takes the given values, one for each
 * epoch in order (the last one comes too late to change a rate; NaN counts as no improvement). It
 * reacts no more. Throws a {@link ScheduleError} unless there are as many values as epochs.
 */
export function withMetrics(
  schedule: CompiledSchedule,
  values: readonly number[],
): CompiledSchedule {
  const stepsPerEpoch = schedule.resolved[0]?.scope.stepsPerEpoch ?? 1
  const epochs = Math.ceil(schedule.totalSteps / stepsPerEpoch)
  if (values.length !== epochs) {
    const rule = `must be one value for each of ${epochs} epochs, has ${values.length}`
    throw new ScheduleError('metricValues', rule)
  }
  const states: ScheduleState[] = [schedule.initialState]
  if (schedule.reacts) {
    values.slice(0, -1).reduce((state, value, epoch) => {
      const next = schedule.observe(state, { epoch, ...everywhere(value) })
      states.push(next)
      return next
    }, schedule.initialState)
  }
  return {
    ...schedule,
    reacts: false,
    initialState: [],
    observe: (state) => state,
    rateAt: (step) => schedule.rateAt(step, states[Math.floor(step / stepsPerEpoch)]),
  }
}
