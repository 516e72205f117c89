import type { ScheduleSpec } from '../../../../shared/domain/schedule'
import { pointsFromRates } from '../../../../shared/domain/schedule/import'

/** The rates that a run applied, step by step, as a schedule: per epoch where each held its rate. */
export function recordedSchedule(rates: Float64Array, stepsPerEpoch: number): ScheduleSpec {
  const held = rates.every((rate, step) => rate === rates[step - (step % stepsPerEpoch)])
  return held
    ? pointsFromRates(
        rates.filter((_, step) => step % stepsPerEpoch === 0),
        'epoch',
      )
    : pointsFromRates(rates, 'step')
}
