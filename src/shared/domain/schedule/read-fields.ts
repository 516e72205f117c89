import { describeValue, fieldPath, ScheduleError } from './error'
import type { Field } from './fields'

/** Checks a spec found inside another one. */
type ReadNested = (path: string, value: unknown) => void

const mostEntries = 10_000
const mostPoints = 200_000

/** Whether a value is an object with fields: no list, not null. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface Bounds {
  readonly min?: number
  readonly above?: number
  readonly max?: number
  readonly whole?: true
}

function readNumber(path: string, value: unknown, { min, above, max, whole }: Bounds): void {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new ScheduleError(path, `must be a finite number, was ${describeValue(value)}`)
  }
  if (whole && !Number.isInteger(value))
    throw new ScheduleError(path, `must be a whole number, was ${value}`)
  if (min !== undefined && value < min)
    throw new ScheduleError(path, `must be at least ${min}, was ${value}`)
  if (above !== undefined && value <= above)
    throw new ScheduleError(path, `must be greater than ${above}, was ${value}`)
  if (max !== undefined && value > max)
    throw new ScheduleError(path, `must be at most ${max}, was ${value}`)
}

const percentage = /^(\d{1,3}(?:\.\d{1,12})?)%$/

/** The number before the % of a share of the run, or null where the text is none. */
export function percentOf(value: unknown): number | null {
  const found = typeof value === 'string' ? percentage.exec(value) : null
  const percent = Number(found?.[1] ?? NaN)
  return percent <= 100 ? percent : null
}

interface DurationBounds {
  readonly least: 0 | 1
  readonly whole?: true
}

function readDuration(path: string, value: unknown, { least, whole }: DurationBounds): void {
  if (percentOf(value) !== null) return
  const isNumber = typeof value === 'number' && Number.isFinite(value) && value >= least
  if (isNumber && (!whole || Number.isInteger(value))) return
  const what = whole ? 'a whole number of units' : 'a number of units'
  throw new ScheduleError(
    path,
    `must be ${what}, at least ${least}, or a share such as "10%", was ${describeValue(value)}`,
  )
}

function readList(path: string, value: unknown, least: number, most: number): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new ScheduleError(path, `must be a list, was ${describeValue(value)}`)
  }
  if (value.length < least || value.length > most) {
    throw new ScheduleError(path, `must have ${least} to ${most} entries, has ${value.length}`)
  }
  return value
}

function readChoice(path: string, value: unknown, choices: readonly string[]): void {
  if (typeof value === 'string' && choices.includes(value)) return
  const known = choices.map((choice) => `"${choice}"`).join(', ')
  throw new ScheduleError(path, `must be one of ${known}, was ${describeValue(value)}`)
}

function readMomentum(path: string, value: unknown): void {
  if (value === null) return
  if (!isRecord(value)) {
    throw new ScheduleError(path, `must be {"low", "high"} or null, was ${describeValue(value)}`)
  }
  refuseOthers(path, value, ['low', 'high'])
  readNumber(fieldPath(path, 'low'), value.low, { min: 0, max: 1 })
  readNumber(fieldPath(path, 'high'), value.high, { min: 0, max: 1 })
  if ((value.low as number) > (value.high as number)) {
    const [low, high] = [value.low, value.high].map(describeValue)
    throw new ScheduleError(path, `low must be at most high; low is ${low}, high ${high}`)
  }
}

function refuseOthers(path: string, value: object, known: readonly string[]): void {
  const other = Object.keys(value).find((name) => !known.includes(name))
  if (other !== undefined) {
    throw new ScheduleError(
      fieldPath(path, other.slice(0, 64)),
      `unknown field; there is ${known.join(' and ')}`,
    )
  }
}

function readPoints(path: string, value: unknown): void {
  readList(path, value, 1, mostPoints).forEach((entry, index) => {
    const at = `${path}[${index}]`
    if (!Array.isArray(entry) || entry.length !== 2) {
      throw new ScheduleError(at, `must be [t, rate], was ${describeValue(entry)}`)
    }
    const [t, rate] = entry as unknown[]
    readDuration(`${at}[0]`, t, { least: 0 })
    readNumber(`${at}[1]`, rate, { min: 0 })
  })
}

function readParts(path: string, value: unknown, nested: ReadNested): void {
  const list = readList(path, value, 1, mostEntries)
  list.forEach((part, index) => {
    const at = `${path}[${index}]`
    if (!isRecord(part)) {
      throw new ScheduleError(at, `must be {"schedule", "for"}, was ${describeValue(part)}`)
    }
    refuseOthers(at, part, ['schedule', 'for'])
    nested(fieldPath(at, 'schedule'), part.schedule)
    if (part.for !== undefined) {
      readDuration(fieldPath(at, 'for'), part.for, { least: 1, whole: true })
    } else if (index < list.length - 1) {
      throw new ScheduleError(fieldPath(at, 'for'), 'is required for every part but the last')
    }
  })
}

/**
 * Checks that a value has the type and range of its field; relations between fields and to the run
 * come later. Throws a {@link ScheduleError} that names the field, the value and the rule.
 */
export function readField(path: string, field: Field, value: unknown, nested: ReadNested): void {
  switch (field.type) {
    case 'number':
    case 'optional-number':
      return readNumber(path, value, field)
    case 'duration':
    case 'optional-duration':
      return readDuration(path, value, field)
    case 'flag':
      if (typeof value === 'boolean') return
      throw new ScheduleError(path, `must be true or false, was ${describeValue(value)}`)
    case 'choice':
    case 'optional-choice':
      return readChoice(path, value, field.choices)
    case 'moments':
      return readList(path, value, 0, mostEntries).forEach((entry, index) =>
        readDuration(`${path}[${index}]`, entry, { least: 0 }),
      )
    case 'rates':
      return readList(path, value, 1, mostEntries + 1).forEach((entry, index) =>
        readNumber(`${path}[${index}]`, entry, { min: 0 }),
      )
    case 'points':
      return readPoints(path, value)
    case 'momentum':
      return readMomentum(path, value)
    case 'text':
      if (typeof value === 'string') return
      throw new ScheduleError(path, `must be a text, was ${describeValue(value)}`)
    case 'schedule':
      return nested(path, value)
    case 'parts':
      return readParts(path, value, nested)
    case 'factors':
      return readList(path, value, 1, mostEntries).forEach((entry, index) => {
        const at = `${path}[${index}]`
        if (typeof entry === 'number') readNumber(at, entry, { min: 0 })
        else nested(at, entry)
      })
  }
}
