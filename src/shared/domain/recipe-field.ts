import { jsonOf } from './json-of'
import type { Pair } from './model'

interface FieldBase<Value> {
  /** What it is, in a few words, for messages and tables. */
  readonly label: string
  /** What it does, a sentence without its full stop. */
  readonly meaning: string
  /** What it is when left out. */
  readonly fallback?: Value
  /** Says what happens when it is left out, where that is no value; without either it is required. */
  readonly otherwise?: string
}

/** Bounds of a number, at least one of them. */
interface Bounds {
  readonly whole?: true
  /** Smallest and largest allowed value. */
  readonly least?: number
  readonly most?: number
  /** The value must be greater, or smaller, than these. */
  readonly above?: number
  readonly below?: number
}

/** A finite number. */
export interface NumberField extends FieldBase<number>, Bounds {
  readonly type: 'number'
}

/** A whole number of at least 1 for both, or height and width. */
export interface PairField extends FieldBase<number> {
  readonly type: 'pair'
}

/** One of a few words. */
export interface ChoiceField<Word extends string = string> extends FieldBase<Word> {
  readonly type: 'choice'
  readonly choices: readonly Word[]
}

export interface FlagField extends FieldBase<boolean> {
  readonly type: 'flag'
}

/** So many numbers in a list. */
export interface NumbersField extends FieldBase<never>, Bounds {
  readonly type: 'numbers'
  readonly count: number
}

/** What may be written for a field of a recipe. */
export type RecipeField = NumberField | PairField | ChoiceField | FlagField | NumbersField

/** The field that allows values of a type, and no others. */
type FieldFor<Value> = [Value] extends [boolean]
  ? FlagField
  : [Value] extends [number]
    ? NumberField
    : [Value] extends [string]
      ? ChoiceField<Value>
      : [Value] extends [Pair]
        ? PairField
        : [Value] extends [readonly number[]]
          ? NumbersField
          : never

/** A field for each that a spec has beside its kind: none forgotten, none too many. */
export type FieldsOf<Spec> = {
  readonly [Name in Exclude<keyof Spec, 'kind'>]-?: FieldFor<Exclude<Spec[Name], undefined>>
}

/** Fields by their names. */
export type Fields = Readonly<Record<string, RecipeField>>

/** False where the spec must give the field. */
export const mayBeLeftOut = ({ fallback, otherwise }: RecipeField) =>
  fallback !== undefined || otherwise !== undefined

/** The greatest size of a dimension: TensorFlow counts elements with 32 bits, one for the sign. */
export const mostElements = 2 ** 31 - 1

/** A size, or a count, that cannot be 0. */
const sizes: Bounds = { whole: true, least: 1, most: mostElements }

function boundsText({ least, most, above, below }: Bounds): string {
  return [
    least === undefined ? [] : [`at least ${least}`],
    above === undefined ? [] : [`above ${above}`],
    most === undefined ? [] : [`at most ${most}`],
    below === undefined ? [] : [`below ${below}`],
  ]
    .flat()
    .join(' and ')
}

function isNumberWithin(value: unknown, { whole, least, most, above, below }: Bounds): boolean {
  return (
    typeof value === 'number' &&
    (whole ? Number.isInteger(value) : Number.isFinite(value)) &&
    value >= (least ?? -Infinity) &&
    value <= (most ?? Infinity) &&
    value > (above ?? -Infinity) &&
    value < (below ?? Infinity)
  )
}

/** What may be written for a field, as in "a whole number, at least 1". */
export function ruleOf(field: RecipeField): string {
  switch (field.type) {
    case 'number':
      return `${field.whole ? 'a whole number' : 'a number'}, ${boundsText(field)}`
    case 'pair':
      return 'a whole number of at least 1, or two such numbers for height and width'
    case 'choice':
      return `one of ${field.choices.join(', ')}`
    case 'flag':
      return 'true or false'
    case 'numbers':
      return `a list of ${field.count} numbers, each ${boundsText(field)}`
  }
}

function fits(field: RecipeField, value: unknown): boolean {
  switch (field.type) {
    case 'number':
      return isNumberWithin(value, field)
    case 'pair':
      return Array.isArray(value)
        ? value.length === 2 && value.every((each) => isNumberWithin(each, sizes))
        : isNumberWithin(value, sizes)
    case 'choice':
      return field.choices.includes(value as string)
    case 'flag':
      return typeof value === 'boolean'
    case 'numbers':
      return (
        Array.isArray(value) &&
        value.length === field.count &&
        value.every((each) => isNumberWithin(each, field))
      )
  }
}

const mostShown = 80

/** A value as messages show it; JSON has no word for what is not finite. */
export function shownValue(value: unknown): string {
  if (typeof value === 'number') return String(value)
  return jsonOf(value)?.slice(0, mostShown) ?? (Array.isArray(value) ? 'a list' : typeof value)
}

/** What is wrong with a value, as in "must be a whole number, at least 1, was 0"; null when nothing. */
export function faultOf(field: RecipeField, value: unknown): string | null {
  if (fits(field, value)) return null
  if (value === undefined) return `is missing; it must be ${ruleOf(field)}`
  return `must be ${ruleOf(field)}; was ${shownValue(value)}`
}
