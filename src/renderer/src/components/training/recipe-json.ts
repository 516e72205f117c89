import { config } from 'zod'
import { studyRecipeChanges } from '../../../../shared/contract/recipe-changes'
import { jsonFault } from '../../../../shared/domain/json-fault'
import type { Recipe } from '../../../../shared/domain/recipe'
import { withChanges, type StudyRecipeChanges } from '../../../../shared/domain/recipe-changes'
import { texts } from '../../texts'
import { commonOf } from './training-form'

// The page's policy forbids code made from text, with which schemas would be read faster.
config({ jitless: true })

/** Changes that were read, or what is wrong: the line or the fields, and the rules. */
export type ReadJson =
  | { readonly ok: true; readonly changes: StudyRecipeChanges }
  | { readonly ok: false; readonly problem: string }

/** Trials differ in their schedules, and their length stands in a field of its own. */
const ownFields: readonly string[] = ['schedule', 'totalEpochs']

/** What all recipes have in common once they are changed, as a person may edit it. */
export function writeRecipeJson(recipes: readonly Recipe[], changes: StudyRecipeChanges): string {
  const changed = recipes.map((recipe) => withChanges(recipe, changes))
  const [first] = changed
  const names = Object.keys(first ?? {}) as (keyof Recipe)[]
  const common = names.flatMap((name) => {
    const value = commonOf(changed, (recipe) => recipe[name])
    return ownFields.includes(name) || value === undefined ? [] : [[name, value] as const]
  })
  return JSON.stringify(Object.fromEntries(common), null, 2)
}

/** Reads changes of recipes; never throws for what the text holds. */
export function readRecipeJson(text: string): ReadJson {
  if (text.trim() === '') return { ok: false, problem: texts.code.nothingGiven }
  const fault = jsonFault(text)
  if (fault) {
    return { ok: false, problem: texts.code.noJson(fault.line, fault.column, fault.expected) }
  }
  const read = studyRecipeChanges.safeParse(JSON.parse(text))
  if (read.success) return { ok: true, changes: read.data }
  const problems = read.error.issues.map(({ path, message }) =>
    path.length === 0 ? `${texts.training.recipe} ${message}` : `${path.join('.')}: ${message}`,
  )
  return { ok: false, problem: `${problems.join('; ')}.` }
}
