import type { NestedSpec, Unit } from './fields'

/** What a reacting schedule is told after each epoch: the metrics of the epoch just finished. */
export interface EpochMetrics {
  readonly loss: number
  readonly accuracy: number
  readonly valLoss: number
  readonly valAccuracy: number
}

/** Names of the metrics that a schedule can watch. */
export const watchable = ['valLoss', 'valAccuracy', 'loss', 'accuracy'] as const
/** One of them. */
export type WatchedMetric = (typeof watchable)[number]

/**
 * What the reacting parts of a schedule remember: plain JSON, one entry for each. Kept in
 * checkpoints; empty for a schedule that does not react.
 */
export type ScheduleState = readonly unknown[]

/** A schedule built for its place in one run; steps count from its own start. */
export interface ScheduleNode {
  /** Steps for which the rate surely stays the same: 1, or a whole epoch. */
  readonly heldSteps: number
  readonly rateAt: (step: number, state: ScheduleState) => number
  /** The momentum of a step, where the schedule sets it; null elsewhere. */
  readonly momentumAt?: (step: number) => number | null
}

/** Something a schedule remembers from one epoch to the next. */
export interface Memory<State> {
  readonly initial: State
  readonly observe: (state: State, metrics: EpochMetrics) => State
}

/** Where in a run a schedule stands, and what it may ask for while it is built. */
export interface Scope {
  readonly per: Unit
  readonly stepsPerEpoch: number
  /** Steps of one unit of its own time. */
  readonly stepsPerUnit: number
  /** Length of its own clock in its own units: T of the formulas. */
  readonly totalUnits: number
  /** The same in steps. */
  readonly totalSteps: number
  /** Builds the schedule found in the field at `path`, on a clock of its own where one is given. */
  readonly child: (path: string, spec: NestedSpec, clock?: ChildClock) => ScheduleNode
  /** Keeps a memory; returns how to read it. Its owner hears of epochs that end while it rules. */
  readonly remember: <State>(memory: Memory<State>) => (state: ScheduleState) => State
}

/** When a part of a schedule begins, and how long it lasts, in steps of the schedule around it. */
export interface ChildClock {
  readonly startStep: number
  readonly totalSteps: number
  /** When another part takes over; where none does, it rules on after its length. */
  readonly endStep?: number | undefined
}

/** The unit in which a step lies, counted from 0. */
export const unitOf = (step: number, { stepsPerUnit }: Pick<Scope, 'stepsPerUnit'>) =>
  Math.floor(step / stepsPerUnit)
