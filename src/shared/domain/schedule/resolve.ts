import type { Field, Unit } from './fields'
import { scheduleKinds, type ScheduleKind, type ScheduleSpec } from './kinds'
import type { RateOfUnit } from './kind'
import { nearestName } from './nearest'

/** A spec was refused: `path` names the field, the message the value and the rule. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError'
  constructor(
    readonly path: string,
    rule: string,
  ) {
    super(path === '' ? `schedule: ${rule}` : `schedule.${path}: ${rule}`)
  }
}

/** A value as a message shows it; JSON has no word for NaN, undefined or a function. */
function describe(value: unknown): string {
  if (typeof value === 'number') return String(value)
  const json = JSON.stringify(value) as string | undefined
  return json === undefined ? typeof value : json.slice(0, 80)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a spec means in a run of `totalUnits` units: its unit and the rate as a function of it. */
export interface ResolvedSchedule {
  readonly per: Unit
  readonly rateOfUnit: RateOfUnit
}

function readUnit(spec: Record<string, unknown>): Unit {
  const { per = 'step' } = spec
  if (per === 'epoch' || per === 'step') return per
  throw new ScheduleError('per', `must be "epoch" or "step", was ${describe(per)}`)
}

function readNumber(path: string, field: Field, value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new ScheduleError(path, `must be a finite number, was ${describe(value)}`)
  }
  if (field.type === 'number' || field.type === 'optional-number') {
    const { min, above, max } = field
    if (min !== undefined && value < min)
      throw new ScheduleError(path, `must be at least ${min}, was ${value}`)
    if (above !== undefined && value <= above)
      throw new ScheduleError(path, `must be greater than ${above}, was ${value}`)
    if (max !== undefined && value > max)
      throw new ScheduleError(path, `must be at most ${max}, was ${value}`)
  }
  return value
}

function readDuration(path: string, value: unknown, totalUnits: number): number {
  if (value === 'total') return Math.max(1, totalUnits)
  const percent = typeof value === 'string' ? /^(\d+(?:\.\d+)?)%$/.exec(value) : null
  if (percent) return Math.max(1, Math.round((totalUnits * Number(percent[1])) / 100))
  if (typeof value === 'number' && Number.isFinite(value) && value >= 1) return value
  throw new ScheduleError(
    path,
    `must be at least 1 unit or a share such as "10%", was ${describe(value)}`,
  )
}

function readField(path: string, field: Field, value: unknown, totalUnits: number) {
  if (value === undefined) {
    if (field.type === 'optional-number') return undefined
    if (field.fallback === undefined) throw new ScheduleError(path, 'is required')
    return field.type === 'duration'
      ? readDuration(path, field.fallback, totalUnits)
      : field.fallback
  }
  if (field.type === 'duration') {
    if (value === 'total') throw new ScheduleError(path, 'must be a number or a share, was "total"')
    return readDuration(path, value, totalUnits)
  }
  if (field.type === 'flag') {
    if (typeof value === 'boolean') return value
    throw new ScheduleError(path, `must be true or false, was ${describe(value)}`)
  }
  return readNumber(path, field, value)
}

function suggestion(written: string, known: readonly string[]): string {
  const nearest = nearestName(written, known)
  return nearest === null ? '' : `; did you mean "${nearest}"?`
}

function readKind(spec: Record<string, unknown>): ScheduleKind {
  const { kind } = spec
  if (typeof kind === 'string' && Object.hasOwn(scheduleKinds, kind)) return kind as ScheduleKind
  if (kind === undefined) throw new ScheduleError('kind', 'is required')
  throw new ScheduleError(
    'kind',
    `unknown kind ${describe(kind)}${suggestion(describe(kind), Object.keys(scheduleKinds))}`,
  )
}

function refuseUnknownFields(spec: Record<string, unknown>, known: readonly string[]): void {
  for (const name of Object.keys(spec)) {
    if (known.includes(name)) continue
    throw new ScheduleError(name.slice(0, 64), `unknown field${suggestion(name, known)}`)
  }
}

/**
 * Checks a spec and fills in its defaults for a run of the given length.
 * Throws {@link ScheduleError} for anything outside `schedules.md`: unknown kinds or fields (with
 * the nearest known name), missing, mistyped or out-of-range values.
 */
export function resolveSchedule(
  spec: ScheduleSpec,
  totalUnitsOf: (per: Unit) => number,
): ResolvedSchedule {
  const raw: unknown = spec
  if (!isRecord(raw)) throw new ScheduleError('', `must be an object, was ${describe(raw)}`)
  const definition = scheduleKinds[readKind(raw)]
  const fields: Readonly<Record<string, Field>> = definition.fields
  refuseUnknownFields(raw, ['kind', 'per', ...Object.keys(fields)])
  const per = readUnit(raw)
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    values[name] = readField(name, field, raw[name], totalUnitsOf(per))
  }
  // The table pairs each definition with its own field values; the union of pairs is beyond inference.
  const { check, compile } = definition as {
    check?: (values: unknown) => string | null
    compile: (values: unknown) => RateOfUnit
  }
  const problem = check?.(values)
  if (problem) throw new ScheduleError('', problem)
  return { per, rateOfUnit: compile(values) }
}
