import type { Recipe } from './recipe'

/** New values for some of a recipe's fields; null leaves an optional field out. */
export type RecipeChanges = {
  readonly [Field in keyof Recipe]?:
    Recipe[Field] | (undefined extends Recipe[Field] ? null : never)
}

/** Changes for all trials of a study at once, which differ in their schedules. */
export type StudyRecipeChanges = Omit<RecipeChanges, 'schedule' | 'totalEpochs'>

/** The recipe with these changes: a field that changes is replaced whole. */
export function withChanges(recipe: Recipe, changes: RecipeChanges): Recipe {
  const told = (Object.entries(changes) as [string, unknown][]).filter(
    ([, value]) => value !== undefined,
  )
  const all = Object.entries<unknown>({ ...recipe, ...Object.fromEntries(told) })
  // Only optional fields can be null, so what is left has every field that must be there.
  return Object.fromEntries(all.filter(([, value]) => value !== null)) as unknown as Recipe
}
