import { jsonOf } from '../json-of'

/** A spec was refused: `path` names the field, the message the value and the rule. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError'
  constructor(
    readonly path: string,
    readonly rule: string,
    /** Where in a formula, counted in characters from 0. */
    readonly character?: number,
  ) {
    super(path === '' ? `schedule: ${rule}` : `schedule.${path}: ${rule}`)
  }
}

const mostShown = 80

/** A value as a message shows it; JSON has no word for NaN, undefined or a function. */
export function describeValue(value: unknown): string {
  if (typeof value === 'number') return String(value)
  const kind = Array.isArray(value) ? 'list' : typeof value
  return jsonOf(value)?.slice(0, mostShown) ?? kind
}

/** The path of a field inside the object at `path`. */
export const fieldPath = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)
