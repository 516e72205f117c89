import type { Command } from 'commander'
import { LabError } from '../../shared/contract/errors'
import { modelSummaryText } from '../../shared/domain/model-summary'
import { modelPresets, optimizerPresets, recipeOfPreset } from '../../shared/domain/presets'
import type { Recipe } from '../../shared/domain/recipe'
import { recipeText } from './recipe-text'

/** `cooldown recipe presets` and `show`: recipes to start from. */
export function addRecipePresets(recipe: Command): void {
  recipe
    .command('presets')
    .description('list the models and optimizers to start from')
    .option('--json', 'print one line of JSON')
    .action(({ json }: { json?: true }) => {
      const presets = { models: modelPresets, optimizers: optimizerPresets }
      process.stdout.write(json ? `${JSON.stringify(presets)}\n` : presetList())
    })
  recipe
    .command('show <preset>')
    .description(
      'print a whole recipe: a model under SGD, or an optimizer with the article’s model',
    )
    .option('--json', 'print the JSON that "recipe check" reads')
    .action((id: string, { json }: { json?: true }) => {
      const preset = presetNamed(id)
      process.stdout.write(json ? `${JSON.stringify(preset, null, 2)}\n` : presetText(preset))
    })
}

const idWidth = 21

function presetList(): string {
  const line = (id: string, text: string) => `  ${id.padEnd(idWidth)}${text}\n`
  const models = modelPresets.map(({ id, description }) => line(id, description))
  const optimizers = optimizerPresets.map(({ id, description, rate }) =>
    line(id, `${description} Rate ${rate}.`),
  )
  return `Models\n${models.join('')}\nOptimizers\n${optimizers.join('')}`
}

const presetText = (recipe: Recipe) => `${modelSummaryText(recipe.model)}\n\n${recipeText(recipe)}`

function presetNamed(id: string): Recipe {
  const recipe = recipeOfPreset(id)
  if (recipe) return recipe
  const known = [...modelPresets, ...optimizerPresets].map((preset) => preset.id).join(', ')
  throw new LabError('not-found', `There is no preset "${id}"; there are ${known}.`)
}
