import type { NamedSchedule } from '../design'
import type { ModelSpec } from '../model'
import type { OptimizerSpec } from '../optimizer'
import type { Recipe } from '../recipe'
import { definitionOf } from '../schedule'
import type { Trial } from '../study'
import { fittedTo } from './fit-schedule'
import { valueText } from './parse-values'
import { settingAt, topRateOf, withTopRate } from './settings'

export interface NamedOptimizer {
  readonly name: string
  readonly optimizer: OptimizerSpec
  /** The learning rate that is customary for it. */
  readonly rate: number
}

export interface NamedNetwork {
  readonly name: string
  readonly model: ModelSpec
}

/** One thing that is varied, with what it is varied over. */
export type Axis =
  | { readonly kind: 'setting'; readonly path: string; readonly values: readonly unknown[] }
  /** With `keepRate` each is scaled to the top rate of the trial that it comes into. */
  | {
      readonly kind: 'schedules'
      readonly schedules: readonly NamedSchedule[]
      readonly keepRate: boolean
    }
  /** With `withRate` each comes with the rate that is customary for it. */
  | {
      readonly kind: 'optimizers'
      readonly optimizers: readonly NamedOptimizer[]
      readonly withRate: boolean
    }
  | { readonly kind: 'networks'; readonly networks: readonly NamedNetwork[] }

/** One value of an axis. */
export interface Variant {
  /** It puts a part of the recipe in the place of another, and so goes before single values. */
  readonly replaces: boolean
  /** What it is called in names; null where it changes nothing for this recipe. */
  readonly label: (recipe: Recipe) => string | null
  readonly apply: (recipe: Recipe) => Recipe
  /** What follows once all that is replaced whole has been, before single values are set. */
  readonly settle?: (recipe: Recipe) => Recipe
  /** What the trial is about then, where that changes. */
  readonly about?: Pick<Trial, 'description' | 'tags'>
}

function settingVariants(path: string, values: readonly unknown[]): readonly Variant[] {
  return values.map((value) => ({
    replaces: false,
    label: (recipe) => {
      const setting = settingAt(recipe, path)
      return setting ? `${setting.label} ${valueText(value) || 'usual'}` : null
    },
    apply: (recipe) => settingAt(recipe, path)?.write(recipe, value) ?? recipe,
  }))
}

const scheduleVariant = ({ name, spec }: NamedSchedule, keepRate: boolean): Variant => {
  const { title, summary } = definitionOf(spec.kind)
  return {
    replaces: true,
    label: () => name,
    apply: (recipe) => {
      const rate = topRateOf(recipe)
      const changed = { ...recipe, schedule: fittedTo(spec, recipe.optimizer) }
      return keepRate && rate !== null && rate > 0 ? withTopRate(changed, rate) : changed
    },
    about: { description: `${title}. ${summary}`, tags: ['LearningRate', spec.kind] },
  }
}

/** What an axis makes of a recipe, value by value. */
export function variantsOf(axis: Axis): readonly Variant[] {
  switch (axis.kind) {
    case 'setting':
      return settingVariants(axis.path, axis.values)
    case 'schedules':
      return axis.schedules.map((each) => scheduleVariant(each, axis.keepRate))
    case 'optimizers':
      return axis.optimizers.map(({ name, optimizer, rate }) => ({
        replaces: true,
        label: () => name,
        apply: (recipe) => ({ ...recipe, optimizer }),
        ...(axis.withRate && { settle: (recipe: Recipe) => withTopRate(recipe, rate) }),
      }))
    case 'networks':
      return axis.networks.map(({ name, model }) => ({
        replaces: true,
        label: () => name,
        apply: (recipe) => ({ ...recipe, model }),
      }))
  }
}
