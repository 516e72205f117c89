import { formatBytes, formatCount } from './format'
import { bytesOf, largestLayer, memoryParts, recipeMemory, type LayerMemory } from './memory'
import type { LayerSpec } from './model'
import type { Recipe } from './recipe'
import type { RecipeProblem } from './recipe-check-fields'

/** Parameters that a model may have: weights are hashed, written and read in pieces of which Node allows 2 GiB, in float32. */
export const mostParameters = 2 ** 29 - 1

/** A model, or a batch, for which there is no memory. */
export function memoryProblems(
  recipe: Recipe,
  { memoryBytes = Infinity }: { readonly memoryBytes?: number } = {},
): readonly RecipeProblem[] {
  const memory = recipeMemory(recipe)
  // What has no layer is told before.
  const largest = largestLayer(memory) as LayerMemory
  const parameters = memory.layers.reduce((sum, layer) => sum + layer.parameters, 0)
  const tooMany = parameters > mostParameters
  if (!tooMany && memory.total <= memoryBytes) return []
  const { path, value } = fieldOf(recipe, largest)
  const rule = tooMany
    ? `the model must have at most ${formatCount(mostParameters)} parameters, it has ${formatCount(parameters)}`
    : `the run must fit into the memory that is there, ${formatBytes(memoryBytes)}`
  const need =
    `it would take about ${formatBytes(memory.total)} (${memoryParts(memory).join(', ')}), ` +
    `most of it for ${largest.name}: ${formatBytes(bytesOf(largest))}`
  return [{ path, message: `${value} is too much: ${rule}; ${need}` }]
}

/** The field by which the largest layer could be made smaller, with its value. */
function fieldOf(recipe: Recipe, { index, weightBytes, activationBytes }: LayerMemory) {
  if (activationBytes > weightBytes) {
    return { path: 'batchSize', value: formatCount(recipe.batchSize) }
  }
  // It was counted as that layer.
  const layer = recipe.model.layers[index] as LayerSpec
  const path = `model.layers.${index}`
  if ('units' in layer) return { path: `${path}.units`, value: formatCount(layer.units) }
  if ('filters' in layer) return { path: `${path}.filters`, value: formatCount(layer.filters) }
  return { path, value: layer.kind }
}
