import type { Command } from 'commander'
import { LabError } from '../../shared/contract/errors'
import { recipe as recipeSchema } from '../../shared/contract/schemas'
import { plural } from '../../shared/domain/format'
import { recipeMemory } from '../../shared/domain/memory'
import { ModelError } from '../../shared/domain/model-shape'
import { countParameters, modelSummaryText } from '../../shared/domain/model-summary'
import { splitSizes, type Recipe } from '../../shared/domain/recipe'
import { checkRecipe, problemText, type RecipeProblem } from '../../shared/domain/recipe-check'
import { memoryHere } from '../services/trial-checks'
import { recipeText } from './recipe-text'
import { nameOf, readJson } from './schedule-files'

/** What is known of a recipe; without one its structure is at fault. */
interface Checked {
  readonly recipe: Recipe | null
  readonly problems: readonly RecipeProblem[]
}

/** `cooldown recipe check`: what a recipe comes to, and what speaks against training it. */
export function addRecipeCheck(recipe: Command): void {
  recipe
    .command('check <file>')
    .description('print the model, the steps and the memory of a recipe in JSON; - reads a pipe')
    .option('--json', 'print one line of JSON')
    .action(async (file: string, { json }: { json?: true }) => {
      const checked = checkedRecipe(await readJson(file))
      process.stdout.write(json ? `${JSON.stringify(report(checked))}\n` : told(checked))
      if (checked.problems.length > 0) throw refusal(file, checked.problems)
    })
}

function checkedRecipe(value: unknown): Checked {
  const { data: recipe, error } = recipeSchema.safeParse(value)
  if (recipe) return { recipe, problems: checkRecipe(recipe, memoryHere()) }
  const problems = error.issues.map(({ path, message }) => {
    return { path: path.length === 0 ? 'recipe' : path.join('.'), message }
  })
  return { recipe: null, problems }
}

const refusal = (file: string, problems: readonly RecipeProblem[]) =>
  new LabError(
    'bad-input',
    `${nameOf(file)} cannot be trained, for ${plural(problems.length, 'reason')}:\n` +
      problems.map((problem) => `  ${problemText(problem)}`).join('\n'),
  )

/** Nothing where the layers do not fit: the problems say so. */
function ifItFits<Result>(work: () => Result): Result | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof ModelError) return null
    throw error
  }
}

function report({ recipe, problems }: Checked) {
  if (!recipe) return { problems }
  const { stepsPerEpoch } = splitSizes(recipe)
  return {
    problems,
    stepsPerEpoch,
    totalSteps: stepsPerEpoch * recipe.totalEpochs,
    parameters: ifItFits(() => countParameters(recipe.model)),
    memory: ifItFits(() => recipeMemory(recipe)),
  }
}

function told({ recipe, problems }: Checked): string {
  if (!recipe) return ''
  const text = ifItFits(() => `${modelSummaryText(recipe.model)}\n\n${recipeText(recipe)}`)
  return `${text ?? ''}${problems.length === 0 ? 'It can be trained.\n' : ''}`
}
