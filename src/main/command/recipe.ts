import type { Command } from 'commander'
import { addRecipeCheck } from './recipe-check'
import { addRecipePresets } from './recipe-presets'

/** `cooldown recipe ...`: what a run is made from, without training anything. */
export function addRecipe(program: Command): void {
  const recipe = program
    .command('recipe')
    .description('recipes to start from, and what speaks against one; nothing is trained')
  addRecipePresets(recipe)
  addRecipeCheck(recipe)
}
