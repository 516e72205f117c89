import type { Duration, Field, NestedSpec } from '../fields'
import type { FieldChanges } from '../handles'
import type { ScheduleKind } from '../kinds'
import { percentOf } from '../read-fields'
import { definitionOf } from '../read-spec'

const significantDigits = 3
const percentDecimals = 1

/** A rate or factor as a person would write it. */
const tidy = (value: number) => Number(value.toPrecision(significantDigits))

/** A number of units as it was written before: a share of the run stays one. */
function asWritten(units: number, before: unknown, totalUnits: number): Duration {
  if (percentOf(before) === null) return units
  const scale = 10 ** percentDecimals
  const percent = Math.round((100 * scale * units) / totalUnits) / scale
  return `${Math.min(100, Math.max(0, percent))}%`
}

const entry = (list: unknown, index: number): unknown =>
  Array.isArray(list) ? (list[index] as unknown) : undefined

function written(field: Field | undefined, value: unknown, before: unknown, totalUnits: number) {
  switch (field?.type) {
    case 'duration':
    case 'optional-duration':
      return asWritten(value as number, before, totalUnits)
    case 'number':
    case 'optional-number':
      return tidy(value as number)
    case 'moments':
      return (value as readonly number[]).map((each, index) =>
        asWritten(each, entry(before, index), totalUnits),
      )
    case 'rates':
      return (value as readonly number[]).map(tidy)
    case 'points':
      return (value as readonly (readonly [number, number])[]).map(([t, rate], index) => [
        asWritten(t, entry(entry(before, index), 0), totalUnits),
        tidy(rate),
      ])
    case 'parts':
      return (value as readonly { schedule: NestedSpec; for?: number }[]).map((part, index) => {
        const old = entry(before, index) as { for?: unknown } | undefined
        return part.for === undefined
          ? part
          : { ...part, for: asWritten(part.for, old?.for, totalUnits) }
      })
    case 'flag':
    case 'choice':
    case 'optional-choice':
    case 'momentum':
    case 'text':
    case 'schedule':
    case 'factors':
    case undefined:
      return value
  }
}

/**
 * A schedule after a handle was dragged: rates rounded to three digits, times in units or as shares
 * of the run, as they were written before. `totalUnits` is the length of its own clock.
 */
export function withChanges(
  spec: NestedSpec,
  changes: FieldChanges,
  totalUnits: number,
): NestedSpec {
  const fields = definitionOf(spec.kind as ScheduleKind).fields as Record<string, Field>
  const next = Object.entries(changes).map(([name, value]) => [
    name,
    written(fields[name], value, spec[name], totalUnits),
  ])
  return { ...spec, ...(Object.fromEntries(next) as object) }
}
