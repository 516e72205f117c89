import type { Recipe } from '../../recipe'

type Container = Readonly<Record<string, unknown>>

const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null

/** The value at a path such as `model.layers.1.units`; undefined where there is none. */
export const valueAt = (recipe: Recipe, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (isContainer(value) ? value[key] : undefined), recipe)

/** What an optional part of a recipe begins with when one of its fields is written. */
const beginnings: Readonly<Record<string, object>> = {
  earlyStopping: { metric: 'valLoss', patience: 10 },
}

/** Parts that say nothing once their last field is gone. */
const mayVanish: readonly string[] = ['loss', 'budget']

function changed(value: unknown, [key, ...rest]: readonly string[], next: unknown): unknown {
  if (key === undefined) return next
  if (Array.isArray(value)) {
    return (value as unknown[]).map((each, index) =>
      String(index) === key ? changed(each, rest, next) : each,
    )
  }
  const container = isContainer(value) ? value : {}
  const inner = container[key] ?? (rest.length > 0 ? beginnings[key] : undefined)
  const entries = Object.entries({ ...container, [key]: changed(inner, rest, next) })
  return Object.fromEntries(
    entries.filter(
      ([name, each]) =>
        each !== undefined &&
        !(mayVanish.includes(name) && isContainer(each) && Object.keys(each).length === 0),
    ),
  )
}

/** The recipe with another value at a path; undefined takes the field away. */
export const withValueAt = (recipe: Recipe, path: string, value: unknown): Recipe =>
  // The tables name only paths of recipes, and check the values.
  changed(recipe, path.split('.'), value) as Recipe
