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
  available?: { readonly memoryBytes: number },
): readonly RecipeProblem[] {
  const memory = recipeMemory(recipe)
  const largest = largestLayer(memory)
  if (!largest) return []
  const parameters = memory.layers.reduce((sum, layer) => sum + layer.parameters, 0)
  const tooMany = parameters > mostParameters
  if (!tooMany && memory.total <= (available?.memoryBytes ?? Infinity)) return []
  const { path, value } = fieldOf(recipe, largest)
  const rule = tooMany
    ? `the model must have at most ${formatCount(mostParameters)} parameters, it has ${formatCount(parameters)}`
    : `the run must fit into the memory that is there, ${formatBytes(available?.memoryBytes ?? 0)}`
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
  const layer = recipe.model.layers[index]
  const field = layer && sizeField(layer)
  return field
    ? { path: `model.layers.${index}.${field[0]}`, value: formatCount(field[1]) }
    : { path: `model.layers.${index}`, value: layer?.kind ?? 'none' }
}

function sizeField(layer: LayerSpec): readonly [name: string, value: number] | null {
  switch (layer.kind) {
    case 'dense':
      return ['units', layer.units]
    case 'conv2d':
      return ['filters', layer.filters]
    case 'flatten':
    case 'max-pool':
    case 'average-pool':
    case 'batch-norm':
    case 'dropout':
      return null
  }
}
