import { recipeText } from '../../src/main/command/recipe-text'
import { checkTrials } from '../../src/main/services/trial-checks'
import { recipeChanges } from '../../src/shared/contract/recipe-changes'
import { recipe as recipeSchema } from '../../src/shared/contract/recipe-schema'
import { LabError } from '../../src/shared/contract/errors'
import { asTrialId } from '../../src/shared/domain/ids'
import { modelPresets, optimizerPresets } from '../../src/shared/domain/presets'
import { withChanges } from '../../src/shared/domain/recipe-changes'
import type { Recipe } from '../../src/shared/domain/recipe'
import { studyTemplates } from '../../src/shared/domain/study-templates'
import type { Dice } from './dice'
import { fuzzer, taken, type Case } from './harness'
import { junkValue } from './junk'
import { mutateJson } from './mutate'

const templates = studyTemplates.flatMap(({ trials }) => trials.map(({ recipe }) => recipe))

/** A recipe that trains: a template's, perhaps with another model and optimizer. */
function valid(dice: Dice): Recipe {
  const recipe = dice.pick(templates)
  if (dice.percent(40)) return recipe
  const { model } = dice.pick(modelPresets)
  const { optimizer } = dice.pick(optimizerPresets)
  return { ...recipe, model, optimizer }
}

function use(recipe: Recipe): void {
  const trial = { id: asTrialId('a'), name: 'A', description: '', tags: [], recipe }
  checkTrials([trial], { memoryBytes: 8e9 })
  recipeText(recipe)
}

function read(input: unknown): void {
  const checked = recipeSchema.safeParse(input)
  if (!checked.success) throw new LabError('bad-input', checked.error.message)
  use(checked.data)
}

function change(input: unknown): void {
  const [recipe, changes] = input as readonly [Recipe, unknown]
  const checked = recipeChanges.safeParse(changes)
  if (!checked.success) throw new LabError('bad-input', checked.error.message)
  read(withChanges(recipe, checked.data))
}

/** Recipes, and changes to them. */
export const fuzzRecipes = fuzzer({
  name: 'fuzz-recipes',
  promise: 'a recipe can be trained and described, or is refused naming the field',
  short: 250,
  open: () => ({
    make: (dice): Case => {
      if (dice.percent(10)) return { what: 'junk', input: junkValue(dice) }
      const recipe = valid(dice)
      if (dice.percent(60)) return { what: 'recipe', input: mutateJson(dice, recipe) }
      const { data, model, optimizer, batchSize, totalEpochs } = valid(dice)
      const changes = dice.pick([
        { data, totalEpochs },
        { model },
        { optimizer, batchSize },
        { loss: null },
      ])
      return { what: 'changes', input: [recipe, mutateJson(dice, changes)] }
    },
    feed: ({ what, input }) => taken(() => (what === 'changes' ? change(input) : read(input))),
  }),
})
