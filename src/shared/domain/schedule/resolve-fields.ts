import type { FieldValues } from './field-types'
import { fieldPath, ScheduleError } from './error'
import type {
  CurvePoint,
  Duration,
  DurationField,
  Field,
  NestedSpec,
  Part,
  PartInput,
} from './fields'
import { percentOf } from './read-fields'

type Length = Pick<DurationField, 'least' | 'exact'>

/** A duration in units of a run of `totalUnits`: shares are rounded to the nearest unit. */
export function unitsOf(
  value: Duration | 'total',
  { least, exact }: Length,
  totalUnits: number,
): number {
  if (value === 'total') return Math.max(1, totalUnits)
  const percent = percentOf(value)
  if (percent === null) return value as number
  const units = (totalUnits * percent) / 100
  return Math.max(least, exact ? units : Math.round(units))
}

const moment: Length = { least: 0 }
/** Not rounded: points that are close together stay apart in a short run. */
const pointTime: Length = { least: 0, exact: true }

function rising(path: string, times: readonly number[], repeats: boolean): readonly number[] {
  const bad = times.findIndex((time, index) => {
    const before = times[index - 1] ?? -Infinity
    return repeats ? time < before : time <= before
  })
  if (bad < 0) return times
  const rule = repeats ? 'must not come before' : 'must come after'
  throw new ScheduleError(
    `${path}[${bad}]`,
    `${rule} the one before it: it is ${times[bad]}, that one ${times[bad - 1]}`,
  )
}

function resolvePoints(path: string, points: readonly CurvePoint[], totalUnits: number) {
  const times = points.map(([t]) => unitsOf(t, pointTime, totalUnits))
  rising(path, times, false)
  return points.map(([, rate], index) => [times[index] ?? 0, rate] as const)
}

/** The last part may leave out its length: what is left of the run, at least one unit. */
function resolveParts(parts: readonly PartInput[], totalUnits: number): readonly Part[] {
  let used = 0
  return parts.map(({ schedule, for: given }) => {
    const length =
      given === undefined
        ? Math.max(1, totalUnits - used)
        : unitsOf(given, { least: 1 }, totalUnits)
    used += length
    return { schedule, length }
  })
}

function resolveField(path: string, field: Field, given: unknown, totalUnits: number): unknown {
  const value = given ?? ('fallback' in field ? field.fallback : undefined)
  switch (field.type) {
    case 'duration':
      return unitsOf(value as Duration | 'total', field, totalUnits)
    case 'optional-duration':
      return value === undefined ? undefined : unitsOf(value as Duration, field, totalUnits)
    case 'moments':
      return rising(
        path,
        (value as readonly Duration[]).map((each) => unitsOf(each, moment, totalUnits)),
        field.repeats,
      )
    case 'points':
      return resolvePoints(path, value as readonly CurvePoint[], totalUnits)
    case 'parts':
      return resolveParts(value as readonly PartInput[], totalUnits)
    case 'momentum':
      // null is a value of its own: no momentum.
      return given === undefined ? field.fallback : given
    case 'number':
    case 'optional-number':
    case 'flag':
    case 'choice':
    case 'optional-choice':
    case 'rates':
    case 'text':
    case 'schedule':
    case 'factors':
      return value
  }
}

/** The values of a kind whose field types are not known here; its own functions know them. */
export type ResolvedFields = FieldValues<Record<string, Field>>

/**
 * The fields of a spec that has been read, for a clock of `totalUnits`: defaults filled in, shares
 * of the run in units. Throws a {@link ScheduleError} for times out of order.
 */
export function resolveFields(
  path: string,
  fields: Readonly<Record<string, Field>>,
  spec: NestedSpec,
  totalUnits: number,
): ResolvedFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      resolveField(fieldPath(path, name), field, spec[name], totalUnits),
    ]),
  ) as ResolvedFields
}
