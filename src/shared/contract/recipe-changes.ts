import type { z } from 'zod'
import type { RecipeChanges, StudyRecipeChanges } from '../domain/recipe-changes'
import { recipe } from './recipe-schema'
import { specOf } from './spec-schema'

// The recipe's schema is an object of fields, which its type leaves out.
const { shape } = recipe as unknown as z.ZodObject<Record<string, z.ZodType>>

const changeable = (field: z.ZodType) =>
  (field.safeParse(undefined).success ? field.nullable() : field).optional()

const changesOf = (fields: readonly (readonly [string, z.ZodType])[]) =>
  specOf(Object.fromEntries(fields.map(([name, field]) => [name, changeable(field)])))

const fields = Object.entries(shape)
const differing = ['schedule', 'totalEpochs']

// The types below are those of the recipe's own fields, lost on the way through a list.

/** The recipe's fields, each of which may be left out; null for those that a recipe may lack. */
export const recipeChanges = changesOf(fields) as unknown as z.ZodType<RecipeChanges, RecipeChanges>

/** What all trials of a study can have in common; they differ in their schedules. */
export const studyRecipeChanges = changesOf(
  fields.filter(([name]) => !differing.includes(name)),
) as unknown as z.ZodType<StudyRecipeChanges, StudyRecipeChanges>
