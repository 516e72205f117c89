import { describeModel } from '../../../../../shared/domain/describe-model'
import { formatCount } from '../../../../../shared/domain/format'
import { formatRate } from '../../../../../shared/domain/format-rate'
import { resolveOptimizer, type OptimizerSpec } from '../../../../../shared/domain/optimizer'
import { optimizerKinds } from '../../../../../shared/domain/optimizer-kinds'
import { modelPresets, optimizerPresets } from '../../../../../shared/domain/presets'
import type { ModelSpec, Recipe } from '../../../../../shared/domain/recipe'
import { isSameData } from '../../../../../shared/domain/same-data'
import { definitionOf } from '../../../../../shared/domain/schedule'
import { topRateOf } from '../../../../../shared/domain/study-plan/settings'

/** Without what has a column of its own. */
const withoutRegularisation = ({ layers }: ModelSpec): ModelSpec => ({
  layers: layers
    .filter(({ kind }) => kind !== 'dropout')
    .map((layer) =>
      'l1' in layer || 'l2' in layer ? { ...layer, l1: undefined, l2: undefined } : layer,
    ),
})

/** A network in few words: the preset that it is, or its layers; how it is regularised is told apart. */
export function networkName(model: ModelSpec): string {
  const bare = withoutRegularisation(model)
  const preset = modelPresets.find((each) => isSameData(each.model, bare))
  return preset?.name ?? describeModel(bare).replace(/^flatten → /, '')
}

/** An optimizer in few words: the preset that it is, or its kind. */
export function optimizerName(optimizer: OptimizerSpec): string {
  const resolved = resolveOptimizer(optimizer)
  const preset = optimizerPresets.find((each) =>
    isSameData(resolveOptimizer(each.optimizer), resolved),
  )
  return preset?.name ?? optimizerKinds[optimizer.kind].title
}

/** The value that several have; null for several values, undefined for none. */
function single(values: readonly number[]): number | null | undefined {
  const unique = [...new Set(values.filter((value) => value > 0))]
  return unique.length > 1 ? null : unique[0]
}

const part = (label: string, value: number | null | undefined) =>
  value === undefined ? [] : [value === null ? label : `${label} ${formatRate(value)}`]

/** All that keeps a recipe from fitting its images too well, in few words; empty for none. */
export function regularisationText(recipe: Recipe): string {
  const { layers } = recipe.model
  const of = (name: 'l1' | 'l2') =>
    layers.flatMap((layer) => (name in layer ? [(layer as Record<typeof name, number>)[name]] : []))
  const dropouts = layers.flatMap((layer) => (layer.kind === 'dropout' ? [layer.rate] : []))
  const { weightDecay = 0 } = resolveOptimizer(recipe.optimizer)
  const { labelSmoothing = 0 } = recipe.loss ?? {}
  return [
    ...part('dropout', single(dropouts)),
    ...part('L2', single(of('l2'))),
    ...part('L1', single(of('l1'))),
    ...part('decay', single([weightDecay])),
    ...part('smoothing', single([labelSmoothing])),
    ...(recipe.earlyStopping ? ['early stopping'] : []),
  ].join(', ')
}

/** What the table tells of a trial beside what can be written in it. */
export interface RowTexts {
  readonly schedule: string
  readonly optimizer: string
  readonly network: string
  readonly regularisation: string
  readonly rate: string
  readonly epochs: string
}

const known = new WeakMap<Recipe, RowTexts>()

/** The texts of a row; the same recipe is not described twice. */
export function rowTexts(recipe: Recipe): RowTexts {
  const found = known.get(recipe)
  if (found) return found
  const rate = topRateOf(recipe)
  const made: RowTexts = {
    schedule: definitionOf(recipe.schedule.kind).title,
    optimizer: optimizerName(recipe.optimizer),
    network: networkName(recipe.model),
    regularisation: regularisationText(recipe),
    rate: rate === null ? '' : formatRate(rate),
    epochs: formatCount(recipe.totalEpochs),
  }
  known.set(recipe, made)
  return made
}
