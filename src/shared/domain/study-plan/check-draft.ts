import type { ObjectiveMetric } from '../objective'
import { formatCount, plural } from '../format'
import type { TrialId } from '../ids'
import { splitSizes, type Recipe } from '../recipe'
import { checkRecipe, type AvailableMemory, type RecipeProblem } from '../recipe-check'
import { draftLimits as limits, runsOf, type StudyDraft } from './draft'
import { plannedEpochs } from './estimate'

interface Checked {
  readonly memoryBytes: number | undefined
  readonly problems: readonly RecipeProblem[]
}

const checkedRecipes = new WeakMap<Recipe, Checked>()

/** What speaks against training a recipe; asked again, the same recipe is not checked again. */
export function recipeProblems(
  recipe: Recipe,
  available?: AvailableMemory,
): readonly RecipeProblem[] {
  const known = checkedRecipes.get(recipe)
  if (known && known.memoryBytes === available?.memoryBytes) return known.problems
  const problems = checkRecipe(recipe, available)
  checkedRecipes.set(recipe, { memoryBytes: available?.memoryBytes, problems })
  return problems
}

/** True once {@link recipeProblems} will answer at once. */
export const isChecked = (recipe: Recipe, available?: AvailableMemory) =>
  checkedRecipes.get(recipe)?.memoryBytes === available?.memoryBytes && checkedRecipes.has(recipe)

/** How much there is to train. */
export interface DraftTotals {
  readonly trials: number
  readonly seeds: number
  readonly runs: number
  /** Of all runs together, as far as they are planned. */
  readonly epochs: number
  readonly steps: number
}

/** Counts what a draft would train. */
export function draftTotals(draft: StudyDraft): DraftTotals {
  const each = draft.trials.map(({ recipe }) => {
    const epochs = plannedEpochs(recipe)
    return { epochs, steps: epochs * splitSizes(recipe).stepsPerEpoch }
  })
  const seeds = draft.seeds.length
  return {
    trials: draft.trials.length,
    seeds,
    runs: runsOf(draft),
    epochs: seeds * each.reduce((sum, { epochs }) => sum + epochs, 0),
    steps: seeds * each.reduce((sum, { steps }) => sum + steps, 0),
  }
}

/** The same text for recipes that train alike, whatever the order of their fields. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, each]) => `${name}:${canonical(each)}`).join(',')}}`
}

const canonicals = new WeakMap<Recipe, string>()

function signature(recipe: Recipe): string {
  const known = canonicals.get(recipe)
  if (known !== undefined) return known
  // Recording changes no result.
  const text = canonical({ ...recipe, recordNorms: undefined })
  canonicals.set(recipe, text)
  return text
}

/** For each trial that trains just as an earlier one does, the name of that one. */
export function duplicatesIn({ trials }: StudyDraft): ReadonlyMap<TrialId, string> {
  const firsts = new Map<string, string>()
  const duplicates = new Map<TrialId, string>()
  for (const { id, name, recipe } of trials) {
    const key = signature(recipe)
    const first = firsts.get(key)
    if (first === undefined) firsts.set(key, name)
    else duplicates.set(id, first)
  }
  return duplicates
}

/** What is wrong with a trial's name; null if nothing. */
export function nameFault(name: string): string | null {
  const { length } = name.trim()
  if (length >= 1 && length <= limits.nameCharacters) return null
  return `has ${formatCount(length)} characters; it must have 1 to ${limits.nameCharacters}`
}

const namesTwice = ({ trials }: StudyDraft) => {
  const seen = new Set<string>()
  return [
    ...new Set(
      trials.flatMap(({ name }) => {
        const known = seen.has(name.trim())
        seen.add(name.trim())
        return known ? [name.trim()] : []
      }),
    ),
  ]
}

function amountProblems(draft: StudyDraft): readonly string[] {
  const { trials, seeds } = draft
  const runs = runsOf(draft)
  return [
    ...(trials.length === 0 ? ['There is no trial; a study needs at least one.'] : []),
    ...(trials.length > limits.trials
      ? [
          `There are ${plural(trials.length, 'trial')}; a study has at most ${formatCount(limits.trials)}.`,
        ]
      : []),
    ...(seeds.length === 0 ? ['There is no seed; a study needs at least one.'] : []),
    ...(runs > limits.runs
      ? [
          `${plural(trials.length, 'trial')} x ${plural(seeds.length, 'seed')} make ${formatCount(runs)} runs; ` +
            `a study has at most ${formatCount(limits.runs)}.`,
        ]
      : []),
  ]
}

const needsTestSet = (metric: ObjectiveMetric) => metric === 'testLoss' || metric === 'testAccuracy'

function objectiveProblems({ objective, trials }: StudyDraft): readonly string[] {
  if (!needsTestSet(objective.metric)) return []
  const without = trials.filter(({ recipe }) => recipe.data.validation.kind !== 'both')
  if (without.length === 0) return []
  return [
    `The objective is of the test set, which ${plural(without.length, 'trial')} would not report; ` +
      'validate these on "both".',
  ]
}

/** What keeps a draft from being made, besides its recipes: a sentence each. */
export function draftProblems(draft: StudyDraft): readonly string[] {
  const fault = nameFault(draft.name)
  const { length } = draft.description
  return [
    ...(fault === null ? [] : [`The name of the study ${fault}.`]),
    ...(length > limits.descriptionCharacters
      ? [
          `The description has ${formatCount(length)} characters; it must have at most ${formatCount(limits.descriptionCharacters)}.`,
        ]
      : []),
    ...amountProblems(draft),
    ...namesTwice(draft).map((name) => `Two trials are called “${name}”; names must differ.`),
    ...draft.trials.flatMap(({ name }) => {
      const own = nameFault(name)
      return own === null ? [] : [`A trial’s name ${own}.`]
    }),
    ...objectiveProblems(draft),
  ]
}
