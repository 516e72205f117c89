import { sparkline, type SparkPoint } from '../../../shared/charts/sketch'
import { splitSizes, type Recipe } from '../../../shared/domain/recipe'

/** A recipe's curve stays what it is, however often its runs change and rows come and go. */
const sketches = new WeakMap<Recipe, readonly SparkPoint[]>()

/** The rates of a recipe's schedule over its run, to be drawn very small. */
export function sketchOf(recipe: Recipe): readonly SparkPoint[] {
  const known = sketches.get(recipe)
  if (known) return known
  const { schedule, totalEpochs } = recipe
  const made = sparkline(schedule, { ...splitSizes(recipe), totalEpochs })
  sketches.set(recipe, made)
  return made
}
