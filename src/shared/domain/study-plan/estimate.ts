import { splitSizes, type Recipe } from '../recipe'
import { isSameData } from '../same-data'
import { networkClassOf, type MeasuredSpeed } from '../thread-plan'
import { modelPresets, optimizerPresets, presetRecipe } from '../presets'
import { trainingWork } from './training-work'

/** How many of a study's trials are known from where. */
export interface EstimateSources {
  /** From finished runs with the same network, optimizer and batches. */
  readonly same: number
  /** From finished runs of networks of the same class, scaled by their work. */
  readonly alike: number
  /** From the speed that was measured on this machine, scaled by their work. */
  readonly measured: number
  readonly unknown: number
}

/** How long a study would take here. */
export interface StudyEstimate {
  readonly runs: number
  /** Epochs of all runs together. */
  readonly epochs: number
  /** Runs that train at the same time. */
  readonly atOnce: number
  /** Until all have ended, if nothing else trains; null while a trial's time is not known. */
  readonly seconds: number | null
  /** Of one run, of the quickest and the slowest trial that are known; null while none is. */
  readonly runSeconds: { readonly least: number; readonly most: number } | null
  readonly sources: EstimateSources
  /** Finished runs that it is taken from. */
  readonly runsUsed: number
}

/** Runs that have ended, and how they were trained. */
export interface TrainedRuns<Id extends string = string> {
  /** The newest first. */
  readonly ids: readonly Id[]
  readonly recipe: Recipe
}

/** Runs to take a pace from, the most alike first, and whether they were trained just the same way. */
export interface NearestRuns<Id extends string = string> {
  readonly same: boolean
  readonly runs: readonly { readonly id: Id; readonly recipe: Recipe }[]
}

/** More runs would tell hardly more. */
const mostRuns = 5

/** Beyond this, work no longer says how long something takes. */
const farthest = Math.log(4)

const threadsOf = ({ compiler, threads }: Recipe) => (compiler === 'xla' ? 0 : (threads ?? 0))

/** How unlike two recipes of one class of networks are in what decides their pace; 0 for the same. */
function distance(a: Recipe, b: Recipe): number {
  if (
    a.batchSize === b.batchSize &&
    a.optimizer.kind === b.optimizer.kind &&
    isSameData(a.model, b.model)
  ) {
    return 0
  }
  const work = Math.abs(Math.log(trainingWork(a).step / trainingWork(b).step))
  const batch = Math.abs(Math.log(a.batchSize / b.batchSize))
  // Equal in work and batch, yet not the same: behind those that are.
  return 0.01 + work + batch / 2 + (a.optimizer.kind === b.optimizer.kind ? 0 : 0.2)
}

/**
 * Finished runs from which a recipe's pace can be told: those trained alike where there are any, else
 * the nearest ones of the same class of networks. Null where none is near enough. Recipes must have
 * been planned: compiler and threads set.
 */
export function nearestRuns<Id extends string>(
  recipe: Recipe,
  trained: readonly TrainedRuns<Id>[],
): NearestRuns<Id> | null {
  const ranked = trained
    .filter(
      (each) =>
        networkClassOf(each.recipe) === networkClassOf(recipe) &&
        each.recipe.compiler === recipe.compiler &&
        threadsOf(each.recipe) === threadsOf(recipe),
    )
    .map((each) => ({ ...each, apart: distance(each.recipe, recipe) }))
    .filter(({ apart }) => apart <= farthest)
    .sort((a, b) => a.apart - b.apart)
  const [nearest] = ranked
  if (!nearest) return null
  const same = nearest.apart === 0
  const chosen = same ? ranked.filter(({ apart }) => apart === 0) : ranked
  const runs = chosen.flatMap(({ ids, recipe: own }) => ids.map((id) => ({ id, recipe: own })))
  return { same, runs: runs.slice(0, mostRuns) }
}

/** Seconds of an epoch, from what epochs of other recipes took. */
export function epochSecondsFrom(
  recipe: Recipe,
  paces: readonly { readonly recipe: Recipe; readonly epochSeconds: number }[],
): number {
  const { epoch } = trainingWork(recipe)
  const scaled = paces
    .map((pace) => (pace.epochSeconds * epoch) / trainingWork(pace.recipe).epoch)
    .sort((a, b) => a - b)
  return scaled[Math.floor(scaled.length / 2)] ?? NaN
}

/** Seconds of an epoch from the machine's measured speed; null where none was measured for it. */
export function epochSecondsMeasured(
  recipe: Recipe,
  measured: readonly MeasuredSpeed[],
): number | null {
  const network = networkClassOf(recipe)
  const several = (recipe.threads ?? 1) > 1
  const speed = measured.find(
    (each) =>
      each.network === network &&
      each.compiler === (recipe.compiler ?? 'tensorflow') &&
      each.threads > 1 === several,
  )
  const reference = measuredRecipe(network)
  if (!speed || !reference) return null
  return ((speed.stepMs / 1_000) * trainingWork(recipe).epoch) / trainingWork(reference).step
}

/** What the machine's speed is measured with: the first preset of the class under plain SGD. */
function measuredRecipe(network: MeasuredSpeed['network']): Recipe | undefined {
  const [sgd] = optimizerPresets
  const model = modelPresets.find((preset) => networkClassOf(preset) === network)
  return sgd && model && presetRecipe(model, sgd)
}

/** Starting a trainer and compiling its graph: about what was measured from launch to first epoch. */
const startSeconds = 1.8

/** Epochs that a run trains: a budget of steps ends it sooner. */
export function plannedEpochs({ totalEpochs, budget, ...recipe }: Recipe): number {
  if (budget?.steps === undefined) return totalEpochs
  return Math.min(totalEpochs, Math.ceil(budget.steps / splitSizes(recipe).stepsPerEpoch))
}

/** Seconds of a run, whose end may come sooner: early stopping is not foreseen. */
export function runSeconds(recipe: Recipe, epochSeconds: number): number {
  const training = plannedEpochs(recipe) * epochSeconds
  return startSeconds + Math.min(training, recipe.budget?.seconds ?? Infinity)
}

/** When the last of runs ends that are begun in this order, `atOnce` at a time. */
export function finishSeconds(durations: Iterable<number>, atOnce: number): number {
  const ends = Array.from({ length: Math.max(1, atOnce) }, () => 0)
  for (const duration of durations) {
    const next = ends.indexOf(Math.min(...ends))
    ends[next] = (ends[next] ?? 0) + duration
  }
  return Math.max(...ends)
}
