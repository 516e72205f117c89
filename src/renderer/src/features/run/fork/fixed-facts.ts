import { trainingFacts, type RecipeFact } from '../../../../../shared/domain/describe-recipe'
import type { Recipe } from '../../../../../shared/domain/recipe'

/** Rows of a recipe that a fork has from its parent. */
const fixed: readonly string[] = [
  'Training images',
  'Validation images',
  'Network',
  'Batch size',
  'Last batch',
  'Steps per epoch',
  'Compiler',
]

/** What a fork cannot change, in words; of the optimizer its kind. */
export const fixedFacts = (recipe: Recipe): readonly RecipeFact[] =>
  trainingFacts(recipe).filter(({ label }) => fixed.includes(label))
