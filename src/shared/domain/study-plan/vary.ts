import type { Recipe } from '../recipe'
import { trialNamer } from '../scheduled-trials'
import type { Trial } from '../study'
import { variantsOf, type Axis, type Variant } from './axes'
import { draftLimits } from './draft'

export type { Axis, NamedNetwork, NamedOptimizer } from './axes'

/** Every value with every other, or the first values together, then the second ones, and so on. */
export type VaryMode = 'grid' | 'together'

/** What is replaced whole comes first: single values are set in what is there then. */
const precedence: Readonly<Record<Axis['kind'], number>> = {
  networks: 0,
  optimizers: 1,
  schedules: 2,
  setting: 3,
}

function combinations(
  lists: readonly (readonly Variant[])[],
  mode: VaryMode,
): readonly (readonly Variant[])[] {
  if (mode === 'grid') {
    return lists.reduce<readonly (readonly Variant[])[]>(
      (all, list) => all.flatMap((each) => list.map((variant) => [...each, variant])),
      [[]],
    )
  }
  const length = lists.reduce((most, list) => Math.max(most, list.length), 0)
  return Array.from({ length }, (_, index) =>
    // One that is shorter stays at its last value.
    lists.flatMap((list) => list[Math.min(index, list.length - 1)] ?? []),
  )
}

const sizeOf = (axis: Axis) => variantsOf(axis).length

/** How many trials come of it at most. */
export function variedCount(rows: number, axes: readonly Axis[], mode: VaryMode): number {
  const sizes = axes.map(sizeOf)
  const each =
    mode === 'grid'
      ? sizes.reduce((product, size) => product * size, 1)
      : sizes.reduce((most, size) => Math.max(most, size), 0)
  return rows * each
}

/** Leaves room for a number behind it. */
const longestName = draftLimits.nameCharacters - 8

const shortened = (name: string) =>
  name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`

/** A variation with what tells it from the others. */
interface Made {
  readonly parts: readonly string[]
  readonly recipe: Recipe
  readonly about: Variant['about']
}

function madeOf(recipe: Recipe, variants: readonly Variant[], differs: ReadonlySet<Variant>): Made {
  const apply = (made: Made, variant: Variant): Made => {
    const label = variant.label(made.recipe)
    return {
      parts: label !== null && differs.has(variant) ? [...made.parts, label] : made.parts,
      recipe: label === null ? made.recipe : variant.apply(made.recipe),
      about: variant.about ?? made.about,
    }
  }
  const isWhole = (variant: Variant) => variant.replaces
  const begun = variants
    .filter(isWhole)
    .reduce<Made>(apply, { parts: [], recipe, about: undefined } satisfies Made)
  const settled = variants.reduce((of, { settle }) => settle?.(of) ?? of, begun.recipe)
  return variants
    .filter((variant) => !isWhole(variant))
    .reduce(apply, { ...begun, recipe: settled })
}

/**
 * A trial for each trial of `rows` and each combination of the axes' values. Names are made from what
 * differs, ids from the names, unlike those of `others`. A value that a recipe has no place for, such
 * as a momentum for Adagrad, makes no trial of its own. Throws a RangeError for more trials than a
 * study may have.
 */
export function varied(
  rows: readonly Trial[],
  axes: readonly Axis[],
  mode: VaryMode = 'grid',
  others: readonly Trial[] = [],
): readonly Trial[] {
  const count = variedCount(rows.length, axes, mode) + others.length
  if (count > draftLimits.trials) {
    throw new RangeError(
      `a study has at most ${draftLimits.trials} trials; these would be ${count}`,
    )
  }
  const ordered = [...axes].sort((a, b) => precedence[a.kind] - precedence[b.kind])
  const lists = ordered.map(variantsOf)
  // A schedule gives its name to the trial even where it is the only one.
  const differs = new Set(
    lists.filter((list, index) => list.length > 1 || ordered[index]?.kind === 'schedules').flat(),
  )
  const replacesSchedule = axes.some(({ kind }) => kind === 'schedules')
  const made: Trial[] = []
  const named = trialNamer(others)
  for (const row of rows) {
    const seen = new Set<string>()
    for (const variants of combinations(lists, mode)) {
      const { parts, recipe, about } = madeOf(row.recipe, variants, differs)
      const key = parts.join('\n')
      if (seen.has(key)) continue
      seen.add(key)
      const base = rows.length > 1 || !replacesSchedule || parts.length === 0 ? [row.name] : []
      const name = shortened([...base, ...parts].join(', '))
      made.push({ ...row, ...about, ...named(name), recipe })
    }
  }
  return made
}
