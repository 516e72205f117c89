import {
  compileSchedule,
  withMetrics,
  type CompiledSchedule,
  type RunLength,
  type ScheduleSpec,
} from '../domain/schedule'
import { exampleMetricValues } from '../domain/schedule/dialects/example-metrics'

/** A schedule in a run; the metrics of the run are made up where it reacts to them. */
export interface ExampleRun {
  readonly schedule: CompiledSchedule
  readonly reacts: boolean
}

/** A reacting schedule says which way its metric gets better. */
const betterWay = ({ resolved }: CompiledSchedule) =>
  resolved.some(({ values }) => values.mode === 'max') ? 'max' : 'min'

/**
 * The schedule compiled for a run of this length. One that reacts is told of a made-up metric that
 * improves at first and then stays. Throws a ScheduleError when it does not fit the run.
 */
export function inExampleRun(spec: ScheduleSpec, length: RunLength): ExampleRun {
  const compiled = compileSchedule(spec, length)
  const { reacts } = compiled
  if (!reacts) return { schedule: compiled, reacts }
  const values = exampleMetricValues(length.totalEpochs, betterWay(compiled))
  return { schedule: withMetrics(compiled, values), reacts }
}
