import { attempt } from '../attempt'
import { describeValue, fieldPath, ScheduleError } from './error'
import type { Field, NestedSpec, Unit } from './fields'
import { parseFormula, type Formula } from './formula/parse'
import type { KindDefinition } from './kind'
import { scheduleKinds, type ScheduleKind } from './kinds'
import { nearestName } from './nearest'
import { isRecord, readField } from './read-fields'

/** Newest version of the JSON form; a spec without one has it. */
const specVersion = 1

const deepest = 24
const mostSchedules = 20_000

const suggestion = (written: string, known: readonly string[]) =>
  `; did you mean "${nearestName(written, known)}"?`

function readKind(path: string, { kind }: Record<string, unknown>): ScheduleKind {
  if (typeof kind === 'string' && Object.hasOwn(scheduleKinds, kind)) return kind as ScheduleKind
  const at = fieldPath(path, 'kind')
  if (kind === undefined) throw new ScheduleError(at, 'is required')
  const hint = typeof kind === 'string' ? suggestion(kind, Object.keys(scheduleKinds)) : ''
  throw new ScheduleError(at, `unknown kind ${describeValue(kind)}${hint}`)
}

function readUnit(path: string, { per }: Record<string, unknown>): void {
  if (per === undefined || per === 'epoch' || per === 'step') return
  const was = describeValue(per)
  throw new ScheduleError(fieldPath(path, 'per'), `must be "epoch" or "step", was ${was}`)
}

function readVersion(path: string, { version }: Record<string, unknown>): void {
  if (version === undefined || version === specVersion) return
  const rule =
    typeof version === 'number' && version > specVersion
      ? `was written by a newer Cooldown: version ${version}; this one reads up to ${specVersion}`
      : `must be ${specVersion}, was ${describeValue(version)}`
  throw new ScheduleError(fieldPath(path, 'version'), rule)
}

function refuseUnknownFields(
  path: string,
  spec: Record<string, unknown>,
  known: readonly string[],
): void {
  for (const name of Object.keys(spec)) {
    if (known.includes(name)) continue
    const hint = suggestion(name, known)
    throw new ScheduleError(fieldPath(path, name.slice(0, 64)), `unknown field${hint}`)
  }
}

/** The definition of a kind, whose field types the table knows but a name does not. */
export const definitionOf = (kind: ScheduleKind): KindDefinition =>
  // The table pairs each definition with its own field values; the union of pairs is beyond inference.
  scheduleKinds[kind] as unknown as KindDefinition

/** The unit of a spec that has been read; what is around it decides where it names none. */
export const unitIn = (spec: NestedSpec, inherited: Unit): Unit =>
  (spec.per as Unit | undefined) ?? inherited

const mayBeLeftOut = (field: Field) =>
  field.type.startsWith('optional-') || ('fallback' in field && field.fallback !== undefined)

/** A formula's own faults, told where its field is. */
function parsedAt(path: string, expression: string): Formula {
  const read = attempt(ScheduleError, () => parseFormula(expression))
  if (read.ok) return read.value
  const { fault } = read
  throw new ScheduleError(fieldPath(path, fault.path), fault.rule, fault.character)
}

function readFormula(path: string, { expression, initial }: Record<string, unknown>): void {
  // The field's type has been checked just before.
  const { uses } = parsedAt(path, expression as string)
  if (initial !== undefined) return
  const name = (['initial', 'previous'] as const).find((each) => uses.has(each))
  if (name === undefined) return
  throw new ScheduleError(fieldPath(path, 'initial'), `is required, as the formula uses ${name}`)
}

/**
 * Checks the structure of a spec and of every spec inside it: kinds, field names, types and ranges,
 * whatever the run. Throws a {@link ScheduleError} that names the field; unknown names are answered
 * with the nearest known one.
 */
export function readSpec(value: unknown): NestedSpec {
  let count = 0
  const read = (path: string, found: unknown, depth: number): void => {
    if (!isRecord(found)) {
      throw new ScheduleError(path, `must be an object, was ${describeValue(found)}`)
    }
    if (depth > deepest)
      throw new ScheduleError('', `must not be nested deeper than ${deepest} times`)
    count += 1
    if (count > mostSchedules) {
      throw new ScheduleError('', `must be made of at most ${mostSchedules} schedules`)
    }
    // A newer form may have kinds and fields that this one does not know.
    readVersion(path, found)
    const kind = readKind(path, found)
    const fields = Object.entries<Field>(definitionOf(kind).fields)
    const names = fields.map(([name]) => name)
    refuseUnknownFields(path, found, ['kind', 'per', 'version', ...names])
    readUnit(path, found)
    for (const [name, field] of fields) {
      const at = fieldPath(path, name)
      if (found[name] !== undefined) {
        readField(at, field, found[name], (inner, nested) => read(inner, nested, depth + 1))
      } else if (!mayBeLeftOut(field)) {
        throw new ScheduleError(at, 'is required')
      }
    }
    if (kind === 'formula') readFormula(path, found)
  }
  read('', value, 0)
  return value as NestedSpec
}
