import type { Recipe } from '../../recipe'
import { isSameData } from '../../same-data'
import { networkSettings } from './network-settings'
import { scheduleSettings } from './schedule-settings'
import { settingGroups, type Setting } from './setting'
import { optimizerSettings, trainingSettings } from './training-settings'

export { settingGroups, type Setting, type SettingGroup, type SettingType } from './setting'
export { topRateOf, withTopRate } from './top-rate'

const known = new WeakMap<Recipe, ReadonlyMap<string, Setting>>()

function settingsIn(recipe: Recipe): ReadonlyMap<string, Setting> {
  const found = known.get(recipe)
  if (found) return found
  const listed = [
    ...scheduleSettings(recipe),
    ...optimizerSettings(recipe),
    ...networkSettings(recipe),
    ...trainingSettings(recipe),
  ]
  const settings = new Map(listed.map((each) => [each.path, each]))
  known.set(recipe, settings)
  return settings
}

/** The setting at a path of a recipe, such as `optimizer.momentum`; undefined where it has none. */
export const settingAt = (recipe: Recipe, path: string): Setting | undefined =>
  settingsIn(recipe).get(path)

/** What can be set of all these recipes at once, group by group. */
export function settingsOf(recipes: readonly Recipe[]): readonly Setting[] {
  const [first, ...others] = [...new Set(recipes)]
  if (!first) return []
  const shared = [...settingsIn(first).values()].filter(({ path, label }) =>
    others.every((recipe) => settingAt(recipe, path)?.label === label),
  )
  return settingGroups.flatMap((group) => shared.filter((each) => each.group === group))
}

/** A value of several recipes: the one that all have, or that they differ. */
export type SharedValue =
  { readonly kind: 'same'; readonly value: unknown } | { readonly kind: 'differs' }

/** What the recipes have for a setting. */
export function sharedValue({ path }: Setting, recipes: readonly Recipe[]): SharedValue {
  const [first, ...others] = recipes.map((recipe) => settingAt(recipe, path)?.read(recipe))
  return others.every((each) => isSameData(each, first))
    ? { kind: 'same', value: first }
    : { kind: 'differs' }
}
