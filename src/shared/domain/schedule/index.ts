export { compileSchedule, type CompiledSchedule, type RunLength } from './compile'
export type { Duration, Field, Unit } from './fields'
export { scheduleKinds, type ScheduleKind, type ScheduleSpec } from './kinds'
export { ScheduleError } from './resolve'
