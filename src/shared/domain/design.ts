import type { ScheduleId } from './ids'
import { jsonOf } from './json-of'
import type { ScheduleSpec } from './schedule'

/** A schedule that a person keeps under a name, with the length of run it was designed for. */
export interface SavedSchedule {
  readonly id: ScheduleId
  /** 1 to 120 characters; two schedules may share one. */
  readonly name: string
  /** Well formed; whether every rate of its run is usable is only known once it is compiled. */
  readonly spec: ScheduleSpec
  readonly totalEpochs: number
  readonly stepsPerEpoch: number
  /** ISO 8601 times; the second moves with every change. */
  readonly createdAt: string
  readonly changedAt: string
}

/** A schedule to be trained: a name for people, and the rates. */
export interface NamedSchedule {
  readonly name: string
  readonly spec: ScheduleSpec
}

/** How much of them there may be; characters are those of a spec's JSON without blanks. */
export const scheduleLimits = {
  nameCharacters: 120,
  specCharacters: 1_000_000,
  saved: 1_000,
  /** All saved ones travel together, and are written to the disk as one file. */
  savedCharacters: 8_000_000,
  /** Steps of the run a saved one was designed for: longer ones could not be drawn at once. */
  savedSteps: 10_000_000,
  ofStudy: 50,
  /** A study's file is written anew whenever one of its runs changes its state. */
  ofStudyCharacters: 4_000_000,
} as const

/** Characters of a spec's JSON, as the limits count them; 0 for what JSON cannot hold. */
export function specCharacters(spec: unknown): number {
  // A cycle or a bigint: reading the spec says what is wrong with it.
  return jsonOf(spec)?.length ?? 0
}
