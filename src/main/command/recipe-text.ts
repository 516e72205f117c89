import { describeRecipe, describeSchedule } from '../../shared/domain/describe-recipe'
import { formatBytes, formatCount } from '../../shared/domain/format'
import { memoryParts, recipeMemory } from '../../shared/domain/memory'
import { splitSizes, type Recipe } from '../../shared/domain/recipe'

const labelWidth = 20

/** What a recipe is, and comes to, a line each. Its layers must fit onto each other. */
export function recipeText(recipe: Recipe): string {
  const steps = splitSizes(recipe).stepsPerEpoch * recipe.totalEpochs
  const memory = recipeMemory(recipe)
  const facts = [
    ...describeRecipe(recipe),
    ...describeSchedule(recipe.schedule),
    { label: 'Steps', value: formatCount(steps) },
    {
      label: 'Memory',
      value: `about ${formatBytes(memory.total)} (${memoryParts(memory).join(', ')})`,
    },
  ]
  return facts.map(({ label, value }) => `${label.padEnd(labelWidth)}${value}\n`).join('')
}
