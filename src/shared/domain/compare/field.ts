import { formatCount } from '../format'
import type { ComparedRun } from './compared-run'
import type { RowsOf } from './metric-at'

/** What a run can have: times are milliseconds since 1970; null for nothing. */
export type FieldValue = number | string | boolean | readonly string[] | null

/** `list` is several words at once, such as tags. */
export type FieldType = 'number' | 'text' | 'flag' | 'time' | 'list'

/** Parts of a menu of fields, in its order. */
export const fieldGroups = ['Run', 'Results', 'Schedule', 'Training', 'Recipe'] as const
export type FieldGroup = (typeof fieldGroups)[number]

/** Something that a table, a filter, a group or an axis can ask of a run. */
export interface RunField {
  /** As filters and saved views spell it; no two fields share one. */
  readonly name: string
  /** As people read it. */
  readonly title: string
  /** Further down in help: what the value is. */
  readonly meaning: string
  readonly type: FieldType
  readonly group: FieldGroup
  /** The run's epochs must be at hand. */
  readonly needsRows: boolean
  /** Which end is the better one, where there is one. */
  readonly better: 'low' | 'high' | null
  readonly read: (run: ComparedRun, rowsOf?: RowsOf) => FieldValue
  /** A value in a table's cell or on an axis; a dash for nothing. */
  readonly format: (value: FieldValue) => string
}

/** What a table shows for nothing. */
export const nothing = '–'

const large = 1e5
const small = 1e-3
const digits = 4

/** A number at a glance: four significant digits, exponents for the very large and small. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return nothing
  if (Number.isInteger(value)) return value < 0 ? `-${formatCount(-value)}` : formatCount(value)
  const size = Math.abs(value)
  const text =
    size >= large || size < small ? value.toExponential(digits - 1) : value.toPrecision(digits)
  return text.replace(/\.?0+(?=e|$)/, '').replace('e+', 'e')
}

const two = (value: number) => String(value).padStart(2, '0')

/** A moment in this machine's time zone, as in "2026-11-24 15:04". */
export function formatTime(value: number): string {
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return nothing
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`
}

/** How a value of a type is shown unless its field knows better. */
export function formatValue(type: FieldType, value: FieldValue): string {
  if (value === null) return nothing
  if (typeof value === 'number') return type === 'time' ? formatTime(value) : formatNumber(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value === '' ? nothing : value
  return value.length === 0 ? nothing : value.join(', ')
}

type Given = Pick<RunField, 'name' | 'title' | 'meaning' | 'type' | 'group' | 'read'> &
  Partial<RunField>

/** A field whose other parts are the usual ones. */
export const runField = (given: Given): RunField => ({
  needsRows: false,
  better: null,
  format: (value) => formatValue(given.type, value),
  ...given,
})
