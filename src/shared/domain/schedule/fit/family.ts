import type { Duration } from '../fields'
import type { ScheduleSpec } from '../kinds'
import type { Rounding } from './rounding'

/** A parameter that bends a curve, and where to look for it. */
export interface Axis {
  /** Values tried first, rising. */
  readonly grid: readonly number[]
  readonly low: number
  readonly high: number
  readonly scale: 'linear' | 'log'
  readonly whole: boolean
}

/** The stretch that a family has to itself. */
export interface Span {
  readonly units: number
  /** The field `over`, where the stretch is not the whole run. */
  readonly over: { readonly over?: Duration }
}

/** Parameters by name, in the units of the fit. */
export type Values = Readonly<Record<string, number>>

/**
 * Curves that differ in a few parameters. They are linear in their `levels`, which least squares
 * finds; the `axes` are searched.
 */
export interface Family {
  /** The first is the rate that the schedule begins with. */
  readonly levels: readonly string[]
  readonly axes: Readonly<Record<string, Axis>>
  /** Parameters besides levels and axes, found beforehand. */
  readonly given: number
  readonly spec: (values: Values, round: Rounding, span: Span) => ScheduleSpec
  /** Values beyond it are another family's. */
  readonly accepts: (values: Values) => boolean
}

interface FamilyParts<Level extends string, Name extends string> {
  readonly levels: readonly Level[]
  readonly axes?: Readonly<Record<Name, Axis>>
  readonly given?: number
  readonly spec: (
    values: Readonly<Record<Level | Name, number>>,
    round: Rounding,
    span: Span,
  ) => ScheduleSpec
  readonly accepts?: (values: Readonly<Record<NoInfer<Level | Name>, number>>) => boolean
}

/** Declares a family; the spec is asked for with a value for each level and each axis. */
export function defineFamily<const Level extends string, const Name extends string = never>({
  levels,
  axes,
  given = 0,
  spec,
  accepts = () => true,
}: FamilyParts<Level, Name>): Family {
  return { levels, axes: axes ?? {}, given, spec, accepts }
}

const evenly = (count: number) =>
  Array.from({ length: count }, (_, index) => index / Math.max(1, count - 1))

/** `count` values whose neighbours have the same quotient. */
export function logAxis(low: number, high: number, count: number): Axis {
  const grid = evenly(count).map((share) => low * (high / low) ** share)
  return { grid, low, high, scale: 'log', whole: false }
}

/** `count` values at equal distances. */
export function linearAxis(low: number, high: number, count: number): Axis {
  const grid = evenly(count).map((share) => low + (high - low) * share)
  return { grid, low, high, scale: 'linear', whole: false }
}

const wholeGrid = (values: readonly number[]) => [
  ...new Set(values.map((value) => Math.max(1, Math.round(value)))),
]

const wholeBounds = (low: number, high: number) => ({
  low: Math.max(1, Math.round(low)),
  high: Math.max(1, Math.round(high)),
})

/** Whole units, from one share of the run to another at equal distances. */
export function timeAxis(units: number, from: number, to: number, count: number): Axis {
  const { low, high, grid } = linearAxis(from * units, to * units, count)
  return { grid: wholeGrid(grid), ...wholeBounds(low, high), scale: 'linear', whole: true }
}

/** Whole units, neighbours about `ratio` apart: cycles need it, for their errors add up. */
export function periodAxis(units: number, from: number, to: number, ratio: number): Axis {
  const count = Math.ceil(Math.log(to / from) / Math.log(ratio)) + 1
  const { low, high, grid } = logAxis(from * units, to * units, count)
  return { grid: wholeGrid(grid), ...wholeBounds(low, high), scale: 'log', whole: true }
}

/** A parameter that is not searched. */
export const fixedAt = (value: number): Axis => ({
  grid: [value],
  low: value,
  high: value,
  scale: 'linear',
  whole: false,
})

/** Whole units near a known place. */
export const nearAxis = (place: number, units: number): Axis => ({
  grid: wholeGrid([place]),
  low: 1,
  high: units,
  scale: 'log',
  whole: true,
})
