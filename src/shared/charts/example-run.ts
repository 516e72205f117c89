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

/** A schedule as it is drawn: one that reacts is told of a metric that improves at first, then stays. */
export function asDrawn(compiled: CompiledSchedule, totalEpochs: number): CompiledSchedule {
  if (!compiled.reacts) return compiled
  return withMetrics(compiled, exampleMetricValues(totalEpochs, betterWay(compiled)))
}

/**
 * The schedule compiled for a run of this length, as it is drawn. Throws a ScheduleError when it
 * does not fit the run.
 */
export function inExampleRun(spec: ScheduleSpec, length: RunLength): ExampleRun {
  const compiled = compileSchedule(spec, length)
  return { schedule: asDrawn(compiled, length.totalEpochs), reacts: compiled.reacts }
}
