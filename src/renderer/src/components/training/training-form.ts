import { modelPresets, optimizerPresets } from '../../../../shared/domain/presets'
import type { Recipe, ValidationSpec, WatchedMetric } from '../../../../shared/domain/recipe'
import { isSameData } from '../../../../shared/domain/same-data'

/** As the trials have it: nothing is changed. */
export const usual = 'usual'

/** How a person wants trials to be trained, as it stands in the fields. */
export interface TrainingForm {
  /** Id of a preset, or {@link usual}. */
  readonly network: string
  readonly optimizer: string
  readonly validation: ValidationSpec['kind'] | typeof usual
  readonly batchSize: string
  readonly labelSmoothing: string
  readonly stopping: WatchedMetric | 'none'
  readonly patience: string
  readonly restoreBest: boolean
  readonly recordNorms: boolean
  /** What is written by hand in place of all these; null while the fields hold. */
  readonly json: string | null
}

/** Keras's examples wait so long. */
const usualPatience = 10

/** What all recipes have; undefined where they differ. */
export function commonOf<Value>(
  recipes: readonly Recipe[],
  pick: (recipe: Recipe) => Value,
): Value | undefined {
  const [first, ...others] = recipes.map(pick)
  return others.every((other) => isSameData(other, first)) ? first : undefined
}

/** The fields for recipes that nobody has changed yet. */
export function firstForm(recipes: readonly Recipe[]): TrainingForm {
  const loss = commonOf(recipes, (recipe) => recipe.loss)
  const stopping = commonOf(recipes, (recipe) => recipe.earlyStopping)
  return {
    network: usual,
    optimizer: usual,
    validation: usual,
    batchSize: String(commonOf(recipes, (recipe) => recipe.batchSize) ?? ''),
    labelSmoothing: String(loss?.labelSmoothing ?? 0),
    stopping: stopping?.metric ?? 'none',
    patience: String(stopping?.patience ?? usualPatience),
    restoreBest: stopping?.restoreBest ?? false,
    recordNorms: commonOf(recipes, (recipe) => recipe.recordNorms) ?? false,
    json: null,
  }
}

/** The preset that trials have anyway: it need not be offered beside {@link usual}. */
export const usualNetwork = (recipes: readonly Recipe[]) => {
  const common = commonOf(recipes, ({ model }) => model)
  return modelPresets.find(({ model }) => isSameData(model, common))
}

/** As {@link usualNetwork}, of the optimizer. */
export const usualOptimizer = (recipes: readonly Recipe[]) => {
  const common = commonOf(recipes, ({ optimizer }) => optimizer)
  return optimizerPresets.find(({ optimizer }) => isSameData(optimizer, common))
}
