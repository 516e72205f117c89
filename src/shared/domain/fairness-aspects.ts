import type { ComparedRun } from './compare/compared-run'
import { numberList } from './compare/name-list'
import { regularisation } from './compare/recipe-words'
import { describeModel } from './describe-model'
import { trainingFacts } from './describe-recipe'
import { formatCount } from './format'
import type { LayerSpec, ModelSpec } from './model'
import { splitSizes, type Recipe } from './recipe'

/**
 * What a difference means for a comparison: `heavy` ones make numbers that cannot be compared,
 * `light` ones have a share in every difference, `bits` change the last digits and no more.
 */
export type FairnessWeight = 'heavy' | 'light' | 'bits'

/** Runs of one trial, as fairness looks at them. */
export interface FairnessTrial {
  readonly name: string
  readonly recipe: Recipe
  readonly runs: readonly ComparedRun[]
}

/** Something that all trials should share. */
export interface Aspect {
  readonly id: string
  readonly label: string
  readonly weight: FairnessWeight
  /** What it is for a trial, in words; null where it cannot be told yet. */
  readonly valueOf: (trial: FairnessTrial, all: readonly FairnessTrial[]) => string | null
  /** One trial or several do this: "trains on", "train on". */
  readonly verb: readonly [one: string, several: string]
  /** What follows from it, a sentence. */
  readonly meaning: string
}

const factsOf = new WeakMap<Recipe, ReadonlyMap<string, string>>()

/** Every aspect asks every recipe: its facts are put together once. */
function fact(recipe: Recipe, label: string): string {
  let facts = factsOf.get(recipe)
  if (!facts) {
    facts = new Map(trainingFacts(recipe).map((each) => [each.label, each.value]))
    factsOf.set(recipe, facts)
  }
  return facts.get(label) ?? ''
}

const ofRecipe = (label: string) => {
  return ({ recipe }: FairnessTrial) => fact(recipe, label)
}

const isRegularising = ({ kind }: LayerSpec) => kind === 'dropout' || kind === 'batch-norm'

/** The model without what only regularises. */
const bare = ({ layers }: ModelSpec): string =>
  describeModel({
    layers: layers
      .filter((layer) => !isRegularising(layer))
      .map((layer) => ('l1' in layer || 'l2' in layer ? { ...layer, l1: 0, l2: 0 } : layer)),
  })

const withoutLoss = (recipe: Recipe) =>
  regularisation({ ...recipe, loss: {}, optimizer: { ...recipe.optimizer, weightDecay: 0 } })

const countOf = (values: readonly string[]) => new Set(values).size

const toldApart = new WeakMap<readonly FairnessTrial[], boolean>()

/** Whether bare networks and words on what regularises tell all of these models apart. */
function areTold(all: readonly FairnessTrial[]): boolean {
  const known = toldApart.get(all)
  if (known !== undefined) return known
  const recipes = all.map(({ recipe }) => recipe)
  const told = countOf(recipes.map((each) => `${bare(each.model)} ${withoutLoss(each)}`))
  const are = told === countOf(recipes.map((each) => fact(each, 'Network')))
  toldApart.set(all, are)
  return are
}

/** Where what regularises is all the same in words, but not in its place, the whole model tells. */
const networkOf = ({ recipe }: FairnessTrial, all: readonly FairnessTrial[]): string =>
  areTold(all) ? bare(recipe.model) : fact(recipe, 'Network')

const updatesOf = ({ recipe }: FairnessTrial) =>
  formatCount(splitSizes(recipe).stepsPerEpoch * recipe.totalEpochs)

function enginesOf({ recipe, runs }: FairnessTrial): string | null {
  const engines = [...new Set(runs.flatMap(({ run }) => run.engine ?? []))].sort()
  const compiler = fact(recipe, 'Compiler')
  return engines.length === 0 ? compiler : `${compiler} (${engines.join('; ')})`
}

const plainAspect = (id: string, label: string, verb: Aspect['verb']): Aspect => ({
  id,
  label,
  weight: 'light',
  valueOf: ofRecipe(label),
  verb,
  meaning: 'It has a share in every difference to the others.',
})

/** All that is looked at, the weightiest first. */
export const aspects: readonly Aspect[] = [
  {
    id: 'data',
    label: 'Images',
    weight: 'heavy',
    valueOf: ({ recipe }) =>
      `${fact(recipe, 'Training images')}, validated on ${fact(recipe, 'Validation images')}`,
    verb: ['trains on', 'train on'],
    meaning: 'Numbers from other images cannot be compared: they differ whatever the schedule.',
  },
  {
    id: 'seeds',
    label: 'Seeds',
    weight: 'heavy',
    valueOf: ({ runs }) => (runs.length === 0 ? null : numberList(runs.map(({ run }) => run.seed))),
    verb: ['has runs of seed', 'have runs of seed'],
    meaning: 'Means of unequal seeds differ by their luck, too; only equal seeds are paired.',
  },
  {
    id: 'updates',
    label: 'Updates',
    weight: 'heavy',
    valueOf: updatesOf,
    verb: ['plans this many updates of the weights:', 'plan'],
    meaning: 'Whoever makes more updates has longer to learn.',
  },
  plainAspect('epochs', 'Epochs', ['plans this many epochs:', 'plan']),
  plainAspect('batch', 'Batch size', ['takes batches of', 'take batches of']),
  plainAspect('optimizer', 'Optimizer', ['trains with', 'train with']),
  {
    ...plainAspect('network', 'Network', ['trains the network', 'train the network']),
    valueOf: networkOf,
  },
  {
    ...plainAspect('regularisation', 'Regularisation', ['regularises with', 'regularise with']),
    valueOf: ({ recipe }) => withoutLoss(recipe),
  },
  plainAspect('weightDecay', 'Weight decay', ['has weight decay', 'have weight decay']),
  plainAspect('clipping', 'Gradient clipping', ['clips gradients:', 'clip gradients:']),
  plainAspect('labelSmoothing', 'Label smoothing', ['smooths labels by', 'smooth labels by']),
  plainAspect('classWeights', 'Class weights', ['weights classes by', 'weight classes by']),
  plainAspect('lastBatch', 'Last batch', ['has its last batch', 'have their last batch']),
  plainAspect('earlyStopping', 'Early stopping', ['stops early:', 'stop early:']),
  plainAspect('budget', 'Budget', ['has a budget of', 'have a budget of']),
  {
    id: 'engine',
    label: 'Engine',
    weight: 'bits',
    valueOf: enginesOf,
    verb: ['is computed by', 'are computed by'],
    meaning:
      'This changes the last digits of sums, and nothing that a schedule could be judged by.',
  },
]
