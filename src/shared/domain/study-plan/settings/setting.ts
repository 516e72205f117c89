import type { Recipe } from '../../recipe'
import { faultOf, mayBeLeftOut, type RecipeField } from '../../recipe-field'
import { valueAt, withValueAt } from './recipe-path'

/** Where a setting stands among the others. */
export const settingGroups = [
  'schedule',
  'optimizer',
  'network',
  'regularisation',
  'data',
  'training',
] as const
export type SettingGroup = (typeof settingGroups)[number]

/** What is written for it: `duration` is a number of units or a share of the run such as "10%". */
export type SettingType = 'number' | 'duration' | 'choice' | 'flag'

/** One thing about a recipe that can be changed by itself, in many recipes at once. */
export interface Setting {
  /** Unlike that of any other, as in `optimizer.momentum`. */
  readonly path: string
  readonly group: SettingGroup
  /** A few words, lower case, as in "batch size". */
  readonly label: string
  /** A sentence without its full stop; may be empty. */
  readonly meaning: string
  readonly type: SettingType
  readonly whole: boolean
  readonly choices: readonly string[]
  /** Undefined may be written: what then holds is {@link usual}. */
  readonly optional: boolean
  readonly usual: unknown
  /** What happens then in words, where that is no value. */
  readonly otherwise?: string
  /** What is wrong with a value, as in "must be a whole number, at least 1; was 0"; null if nothing. */
  readonly fault: (value: unknown) => string | null
  /** Undefined where the recipe leaves it out. */
  readonly read: (recipe: Recipe) => unknown
  /** Undefined leaves it out. The value must have no fault. */
  readonly write: (recipe: Recipe, value: unknown) => Recipe
}

const types: Readonly<Record<RecipeField['type'], SettingType | null>> = {
  number: 'number',
  choice: 'choice',
  flag: 'flag',
  // A window's size is one number here; two of them, and lists, are for JSON.
  pair: 'number',
  numbers: null,
}

/** What a field of a recipe's tables allows. */
export function ruledBy(field: RecipeField) {
  return {
    label: field.label,
    meaning: field.meaning,
    whole: field.type === 'pair' || (field.type === 'number' && field.whole === true),
    choices: field.type === 'choice' ? field.choices : [],
    optional: mayBeLeftOut(field),
    usual: field.fallback,
    ...(field.otherwise !== undefined && { otherwise: field.otherwise }),
    fault: (value: unknown) => faultOf(field, value),
  }
}

/** The setting of a field of a recipe's tables; null for fields that are lists. */
export function fieldSetting(
  path: string,
  group: SettingGroup,
  field: RecipeField,
): Setting | null {
  const type = types[field.type]
  return (
    type && {
      path,
      group,
      type,
      ...ruledBy(field),
      read: (recipe) => valueAt(recipe, path),
      write: (recipe, value) => withValueAt(recipe, path, value),
    }
  )
}

/** Those that are there. */
export const present = (settings: readonly (Setting | null)[]): readonly Setting[] =>
  settings.filter((each) => each !== null)
