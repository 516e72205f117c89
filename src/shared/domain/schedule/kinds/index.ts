import type { SpecOf } from '../kind'
import { compoundingTime } from './compounding-time'
import { constant } from './constant'
import { exponential } from './exponential'
import { inverseTime } from './inverse-time'
import { polynomial } from './polynomial'
import { step } from './step'

/** Every kind of schedule, by name: a new kind is one file and one line here. */
export const scheduleKinds = {
  constant,
  polynomial,
  'inverse-time': inverseTime,
  'compounding-time': compoundingTime,
  exponential,
  step,
}

export type ScheduleKind = keyof typeof scheduleKinds

/** A schedule as data: survives JSON, told apart by `kind`. */
export type ScheduleSpec = {
  [Kind in ScheduleKind]: SpecOf<(typeof scheduleKinds)[Kind]>
}[ScheduleKind]
