import { attempt } from '../attempt'
import type { Setting } from './settings'
import { mostValues, readRange, ValueFault } from './value-ranges'

/** Values that were read, or what is wrong with the text. */
export type ParsedValues =
  | { readonly ok: true; readonly values: readonly unknown[] }
  | { readonly ok: false; readonly problem: string }

const words: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['no', false],
  ['false', false],
])

const leftOut = ['none', 'usual', 'default']

function readOne(part: string, { type, optional }: Setting): unknown {
  if (optional && leftOut.includes(part.toLowerCase())) return undefined
  switch (type) {
    case 'flag':
      return words.get(part.toLowerCase()) ?? part
    case 'choice':
      return part
    case 'number':
      return Number(part)
    case 'duration':
      return /%$/.test(part) ? part.replace(/\s+%$/, '%') : Number(part)
  }
}

function readPart(part: string, setting: Setting): readonly unknown[] {
  if (part.toLowerCase() === 'all' && setting.type === 'choice') return setting.choices
  if (part.toLowerCase() === 'all' && setting.type === 'flag') return [false, true]
  const isNumeric = setting.type === 'number' || setting.type === 'duration'
  const ranged = isNumeric ? readRange(part, setting.whole) : null
  return ranged ?? [readOne(part, setting)]
}

/** What a person gets to read of a value that the setting does not allow. */
function refuse(setting: Setting, values: readonly unknown[], part: string): void {
  for (const value of values) {
    if (value === undefined) continue
    const isNoNumber = typeof value === 'number' && Number.isNaN(value)
    const fault = setting.fault(value)
    if (fault === null) continue
    const told = isNoNumber ? `${fault.replace(/; was .*$|, was .*$/, '')}; was “${part}”` : fault
    throw new ValueFault(`${setting.label} ${told}.`)
  }
}

/**
 * Reads values of a setting: a list such as "32, 64, 128" of values and ranges. Ranges are "1..5" for
 * whole numbers, "0.01..1 log 5" or "0..1 lin 5" for so many values, "8..64 x 2" and "0..1 step 0.25".
 * Values between the ends are rounded to three digits. "all" stands for all choices, "none" for
 * leaving an optional setting out. Each value counts once.
 */
export function parseValues(text: string, setting: Setting): ParsedValues {
  const parts = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length === 0) return { ok: false, problem: `There is no value for ${setting.label}.` }
  const found = attempt(ValueFault, () =>
    parts.flatMap((part) => {
      const read = readPart(part, setting)
      refuse(setting, read, part)
      return read
    }),
  )
  if (!found.ok) return { ok: false, problem: found.fault.message }
  const unique = [...new Set(found.value)]
  if (unique.length <= mostValues) return { ok: true, values: unique }
  return { ok: false, problem: `There are ${unique.length} values; at most ${mostValues} fit.` }
}

/** One value of a setting as it is written; never a list. */
export function parseValue(
  text: string,
  setting: Setting,
):
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string } {
  const part = text.trim()
  if (part === '') {
    if (setting.optional) return { ok: true, value: undefined }
    return { ok: false, problem: `${setting.label} is empty; it needs a value.` }
  }
  const value = readOne(part, setting)
  const checked = attempt(ValueFault, () => refuse(setting, [value], part))
  return checked.ok ? { ok: true, value } : { ok: false, problem: checked.fault.message }
}

/** A value as it is read again; empty for one that is left out. */
export function valueText(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
