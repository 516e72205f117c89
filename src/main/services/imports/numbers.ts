import { fileFault, shown } from './file-fault'

const written = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const decimalComma = /^[+-]?\d{1,15},\d+(e[+-]?\d+)?$/i

/** What programs write for numbers that are not finite; plus and minus may stand before infinity. */
const notFinite: ReadonlyMap<string, number> = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['infinity', Infinity],
])

/** What programs write where there is no value. */
const absent: ReadonlySet<string> = new Set(['', 'none', 'null', 'na', 'n/a', '-'])

/** A number as programs write them, `undefined` where there is none, null for anything else. */
export function readNumber(text: string): number | undefined | null {
  const trimmed = text.trim()
  if (written.test(trimmed)) return Number(trimmed)
  const word = trimmed.toLowerCase()
  if (absent.has(word)) return undefined
  const [, sign = '', name = ''] = /^([+-]?)([a-z]+)$/.exec(word) ?? []
  const value = notFinite.get(name)
  if (value === undefined) return null
  return sign === '-' ? -value : value
}

/** The rule that a text which is no number breaks. */
export function numberRule(what: string, text: string): string {
  const comma = decimalComma.test(text.trim())
    ? `, with a point and not a comma: ${text.trim().replace(',', '.')}`
    : ''
  return `${what} must be a number${comma}; it is ${shown(text)}`
}

/** The number in a cell, or `undefined` where it is empty; refuses anything else by its place. */
export function numberAt(
  file: string,
  place: string,
  what: string,
  text: string,
): number | undefined {
  const value = readNumber(text)
  if (value === null) throw fileFault(file, place, numberRule(what, text))
  return value
}
