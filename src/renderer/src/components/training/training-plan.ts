import { memoryParts, recipeMemory } from '../../../../shared/domain/memory'
import { ModelError } from '../../../../shared/domain/model-shape'
import { modelSummaryText } from '../../../../shared/domain/model-summary'
import { formatBytes, formatCount } from '../../../../shared/domain/format'
import { splitSizes, type Recipe } from '../../../../shared/domain/recipe'
import {
  checkRecipe,
  problemText,
  type AvailableMemory,
} from '../../../../shared/domain/recipe-check'
import { withChanges, type StudyRecipeChanges } from '../../../../shared/domain/recipe-changes'
import { texts } from '../../texts'
import { readTraining, type ReadTraining } from './read-training'
import type { TrainingForm } from './training-form'

/** A recipe under the name by which its problems are told. */
export interface PlannedTrial {
  readonly name: string
  readonly recipe: Recipe
}

/** What is about to be trained. */
export interface TrainingPlan extends ReadTraining {
  /** The recipes as they are changed. */
  readonly trials: readonly PlannedTrial[]
  /** What speaks against training them, each a sentence with its fields; empty when nothing does. */
  readonly faults: readonly string[]
}

/** More steps than this take longer to try than a person waits for a key; the lab tries them all. */
export const mostTriedSteps = 400_000

/** All but its schedule, which is tried step by step. */
const withoutSchedule = (recipe: Recipe): Recipe => ({
  ...recipe,
  totalEpochs: 1,
  schedule: { kind: 'constant', per: 'epoch', rate: 0 },
})

/** Everything that speaks against training these; what all share is told once. */
export function faultsOf(
  trials: readonly PlannedTrial[],
  available?: AvailableMemory,
): readonly string[] {
  const steps = trials.reduce(
    (sum, { recipe }) => sum + recipe.totalEpochs * splitSizes(recipe).stepsPerEpoch,
    0,
  )
  const namesByFault = new Map<string, string[]>()
  for (const { name, recipe } of trials) {
    const tried = steps <= mostTriedSteps ? recipe : withoutSchedule(recipe)
    for (const fault of checkRecipe(tried, available).map(problemText)) {
      namesByFault.set(fault, [...(namesByFault.get(fault) ?? []), name])
    }
  }
  return [...namesByFault].map(([fault, names]) =>
    names.length === trials.length ? fault : `${names.join(', ')}: ${fault}`,
  )
}

/** The trials under what the fields ask for, checked as the lab will check them. */
export function planTraining(
  form: TrainingForm,
  trials: readonly PlannedTrial[],
  available?: AvailableMemory,
): TrainingPlan {
  const read = readTraining(
    form,
    trials.map(({ recipe }) => recipe),
  )
  const changed = changedTrials(trials, read.changes)
  const isRead = Object.keys(read.problems).length === 0
  return { ...read, trials: changed, faults: isRead ? faultsOf(changed, available) : [] }
}

const changedTrials = (trials: readonly PlannedTrial[], changes: StudyRecipeChanges) =>
  trials.map(({ name, recipe }) => ({ name, recipe: withChanges(recipe, changes) }))

/** Everything that keeps these trials from being trained; empty when they can be. */
export const refusalsOf = ({ problems, faults }: TrainingPlan): readonly string[] => [
  ...Object.values(problems),
  ...faults,
]

/** What a person wants to know of a run before it starts. */
export interface Preview {
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** The network as Keras prints it. */
  readonly summary: string
}

const unlike = (values: readonly string[]) => [...new Set(values)].join(texts.training.or)

/** Null for trials without a network that can be built, or without any. */
export function previewOf(trials: readonly PlannedTrial[]): Preview | null {
  const [first] = trials
  if (!first) return null
  try {
    const memories = trials.map(({ recipe }) => recipeMemory(recipe))
    const most = memories.reduce((a, b) => (b.total > a.total ? b : a))
    const sizes = trials.map(({ recipe }) => splitSizes(recipe))
    const count = (pick: (size: (typeof sizes)[number]) => number) =>
      unlike(sizes.map((size) => formatCount(pick(size))))
    const { labels } = texts.training
    return {
      facts: [
        { label: labels.steps, value: count(({ stepsPerEpoch }) => stepsPerEpoch) },
        { label: labels.trainImages, value: count(({ trainImages }) => trainImages) },
        { label: labels.validationImages, value: count((size) => size.validationImages) },
        {
          label: labels.memory,
          value: texts.training.memory(formatBytes(most.total), memoryParts(most).join(', ')),
        },
      ],
      summary: modelSummaryText(first.recipe.model),
    }
  } catch (error) {
    // The plan's faults tell why.
    if (error instanceof ModelError || error instanceof RangeError) return null
    throw error
  }
}
