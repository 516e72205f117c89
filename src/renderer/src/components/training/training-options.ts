import { describeModel } from '../../../../shared/domain/describe-model'
import { modelPresets, optimizerPresets } from '../../../../shared/domain/presets'
import { formatRate } from '../../../../shared/domain/format-rate'
import { optimizerKinds } from '../../../../shared/domain/optimizer-kinds'
import type { Recipe } from '../../../../shared/domain/recipe'
import { texts } from '../../texts'
import { commonOf, usual, usualNetwork, usualOptimizer, type TrainingForm } from './training-form'

interface Option {
  readonly value: string
  readonly label: string
}

const words = texts.training

/** What the trials have anyway, and in brackets what that is, where they agree on it. */
const asUsual = (what: string | undefined): Option => ({
  value: usual,
  label: what === undefined ? words.asEach : words.asAll(what),
})

const named = (presets: readonly { readonly id: string; readonly name: string }[]) =>
  presets.map(({ id, name }): Option => ({ value: id, label: name }))

/** Networks to choose from. */
export function networkOptions(recipes: readonly Recipe[]): readonly Option[] {
  const common = commonOf(recipes, ({ model }) => model)
  const own = usualNetwork(recipes)?.name ?? (common && describeModel(common))
  return [asUsual(own), ...named(modelPresets)]
}

/** Optimizers to choose from. */
export function optimizerOptions(recipes: readonly Recipe[]): readonly Option[] {
  const common = commonOf(recipes, ({ optimizer }) => optimizer)
  const own = usualOptimizer(recipes)?.name ?? (common && optimizerKinds[common.kind].title)
  return [asUsual(own), ...named(optimizerPresets)]
}

/** Images to validate on. */
export function validationOptions(recipes: readonly Recipe[]): readonly Option[] {
  const common = commonOf(recipes, ({ data }) => data.validation.kind)
  return [
    asUsual(common && words.validations[common]),
    ...(['split', 'test', 'both'] as const).map((value) => ({
      value,
      label: words.validations[value],
    })),
  ]
}

/** What watches the run, or that nothing does. */
export const stoppingOptions: readonly Option[] = (
  ['none', 'valLoss', 'valAccuracy', 'loss', 'accuracy'] as const
).map((value) => ({ value, label: words.stoppings[value] }))

/** What is known of the chosen network. */
export const networkHelp = ({ network }: TrainingForm): string | undefined =>
  modelPresets.find(({ id }) => id === network)?.description

/** What is known of the chosen optimizer, and the rate that suits it: schedules keep their own. */
export function optimizerHelp({ optimizer }: TrainingForm): string | undefined {
  const preset = optimizerPresets.find(({ id }) => id === optimizer)
  return preset && `${preset.description} ${words.customary(formatRate(preset.rate))}`
}
