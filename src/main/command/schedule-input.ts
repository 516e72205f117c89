import { LabError } from '../../shared/contract/errors'
import { ScheduleError, type CompiledSchedule } from '../../shared/domain/schedule'

/** Checks a JSON array of numbers; null stands for a metric that is not a number. */
export function readMetricValues(value: unknown): readonly number[] {
  if (!Array.isArray(value)) {
    throw new ScheduleError('metricValues', 'must be a list of numbers, one for each epoch')
  }
  return (value as unknown[]).map((entry, index) => {
    if (entry === null) return NaN
    if (typeof entry === 'number') return entry
    const was = JSON.stringify(entry).slice(0, 80)
    throw new ScheduleError(`metricValues[${index}]`, `must be a number or null, was ${was}`)
  })
}

/** The schedule, unless it reacts: then its rates depend on a metric that nobody told. */
export function refuseReaction(compiled: CompiledSchedule): CompiledSchedule {
  if (!compiled.reacts) return compiled
  throw new LabError(
    'bad-input',
    'The schedule reacts to a metric: say how it goes, one value for each epoch (--metric-values FILE, or "metricValues" in a batch).',
  )
}
