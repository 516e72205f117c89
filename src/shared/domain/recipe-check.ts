import { modelProblems } from './recipe-check-model'
import { fieldProblems, type RecipeProblem } from './recipe-check-fields'
import { memoryProblems } from './recipe-check-memory'
import { optimizerProblems } from './recipe-check-optimizer'
import { scheduleProblems } from './recipe-check-schedule'
import { splitSizes, type Recipe } from './recipe'
import { formatCount } from './format'

export type { RecipeProblem } from './recipe-check-fields'

/** What a machine has for a run. */
export interface AvailableMemory {
  readonly memoryBytes: number
}

/** A problem as people read it: where it is, and what. */
export const problemText = ({ path, message }: RecipeProblem) => `${path}: ${message}`

/**
 * All that speaks against training a recipe, none when it can be trained. Decided by arithmetic:
 * nothing is allocated, however large the model. Memory is compared with what the machine has where
 * that is told. Values out of their range are told alone, since nothing follows from them.
 */
export function checkRecipe(recipe: Recipe, available?: AvailableMemory): readonly RecipeProblem[] {
  const fields = fieldProblems(recipe)
  if (fields.length > 0) return fields
  const data = dataProblems(recipe)
  const model = modelProblems(recipe.model)
  return [
    ...data,
    ...model,
    ...optimizerProblems(recipe.optimizer),
    ...(data.length === 0 ? scheduleProblems(recipe) : []),
    ...(data.length + model.length === 0 ? memoryProblems(recipe, available) : []),
  ]
}

function dataProblems(recipe: Recipe): readonly RecipeProblem[] {
  const { trainImages, validationImages } = splitSizes(recipe)
  const { validation, subset } = recipe.data
  if (validation.kind !== 'test' && (trainImages === 0 || validationImages === 0)) {
    const chosen = subset.kind === 'all' ? trainImages + validationImages : subset.count
    const side = trainImages === 0 ? 'to train on' : 'to validate on'
    return [
      {
        path: 'data.validation.fraction',
        message: `must leave at least one image ${side}; ${validation.fraction} of ${formatCount(chosen)} images leaves none`,
      },
    ]
  }
  if (recipe.batchSize <= trainImages) return []
  const dropped = recipe.dropLast ? ', and with dropLast no step would be left' : ''
  return [
    {
      path: 'batchSize',
      message: `must be at most the ${formatCount(trainImages)} training images; was ${formatCount(recipe.batchSize)}${dropped}`,
    },
  ]
}
