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
  const json = JSON.stringify(value) as string | undefined
  return json === undefined ? typeof value : json.slice(0, mostShown)
}

/** The path of a field inside the object at `path`. */
export const fieldPath = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)
