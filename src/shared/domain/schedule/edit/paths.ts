import { fieldPath, ScheduleError } from '../error'
import type { NestedSpec } from '../fields'
import type { ScheduleSpec } from '../kinds'

type Key = string | number

/** The keys of a path such as `parts[0].schedule`; none for the outermost schedule. */
function keysOf(path: string): readonly Key[] {
  const found = path.matchAll(/(\w+)|\[(\d+)\]/g)
  return [...found].map(([, name, index]) => name ?? Number(index))
}

const inside = (value: unknown, key: Key): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<Key, unknown>)[key] : undefined

/** The schedule at a path of a spec; throws a {@link ScheduleError} where there is none. */
export function specAt(spec: ScheduleSpec, path: string): NestedSpec {
  const found = keysOf(path).reduce<unknown>(inside, spec)
  if (typeof found === 'object' && found !== null && 'kind' in found) return found as NestedSpec
  throw new ScheduleError(path, 'there is no schedule here')
}

function replaced(value: unknown, keys: readonly Key[], next: unknown): unknown {
  const [key, ...rest] = keys
  if (key === undefined) return next
  const inner = replaced(inside(value, key), rest, next)
  return Array.isArray(value) && typeof key === 'number'
    ? value.with(key, inner)
    : { ...(value as object), [key]: inner }
}

/** The same spec with another schedule at a path; the given one is not changed. */
export const replaceAt = (spec: ScheduleSpec, path: string, next: NestedSpec): ScheduleSpec =>
  // Whatever stands at the path of a schedule is one: the result is a spec, checked when compiled.
  replaced(spec, keysOf(path), next) as ScheduleSpec

/** Where a schedule is inside the one around it; null for the outermost. */
export interface Place {
  /** Path of the schedule around it. */
  readonly around: string
  readonly field: 'schedule' | 'parts' | 'factors'
  /** Its number in the list, from 0; 0 for a single schedule. */
  readonly index: number
}

/** Where the schedule at a path stands in the one around it. */
export function placeOf(path: string): Place | null {
  const found = /^(?:(.*?)\.)??(?:(parts)\[(\d+)\]\.schedule|(factors)\[(\d+)\]|(schedule))$/.exec(
    path,
  )
  if (!found) return null
  const [, around = '', parts, part, factors, factor] = found
  if (parts) return { around, field: 'parts', index: Number(part) }
  return factors
    ? { around, field: 'factors', index: Number(factor) }
    : { around, field: 'schedule', index: 0 }
}

/** The path of a schedule at a place. */
export function pathOf({ around, field, index }: Place): string {
  if (field === 'schedule') return fieldPath(around, 'schedule')
  return fieldPath(around, field === 'parts' ? `parts[${index}].schedule` : `factors[${index}]`)
}
