import { splitSizes, type Recipe } from '../recipe'
import { Builder, type Resolved } from '../schedule/build'
import { readSpec } from '../schedule/read-spec'
import { unitsOf } from '../schedule/resolve-fields'

/** What the planned rates of a run come to. */
export interface PlanFacts {
  readonly first: number
  readonly last: number
  readonly highest: number
  readonly mean: number
  /** Of the rates of all steps. */
  readonly sum: number
}

/**
 * A plan that was checked when its run was made is built without trying all its steps again: a
 * thousand of them are asked at once.
 */
function build({ schedule, ...recipe }: Recipe) {
  const { stepsPerEpoch } = splitSizes(recipe)
  const totalSteps = recipe.totalEpochs * stepsPerEpoch
  const builder = new Builder(stepsPerEpoch)
  const { heldSteps, rateAt } = builder.build(readSpec(schedule), {
    path: '',
    per: 'step',
    startStep: 0,
    totalSteps,
    endStep: totalSteps,
  })
  const state = builder.memories.map(({ memory }) => memory.initial)
  return { totalSteps, heldSteps, rateAt: (step: number) => rateAt(step, state), builder }
}

function planFacts({ totalSteps, heldSteps, rateAt }: ReturnType<typeof build>): PlanFacts {
  const first = rateAt(0)
  let [highest, sum] = [first, 0]
  for (let step = 0; step < totalSteps; step += heldSteps) {
    const rate = rateAt(step)
    sum += rate * Math.min(heldSteps, totalSteps - step)
    if (rate > highest) highest = rate
  }
  return { first, last: rateAt(totalSteps - 1), highest, mean: sum / totalSteps, sum }
}

interface Known {
  readonly facts: PlanFacts
  /** Null for a schedule that reacts: its rates are known only when it has run. */
  readonly rateAt: ((step: number) => number) | null
  /** Every schedule inside with its values in units, the outermost first. */
  readonly resolved: readonly Resolved[]
}

const known = new WeakMap<Recipe, Known | null>()

/** Null where the recipe is too damaged, or too new, for its schedule to be built. */
function knownOf(recipe: Recipe): Known | null {
  const before = known.get(recipe)
  if (before !== undefined) return before
  let made: Known | null
  try {
    const plan = build(recipe)
    const { resolved, memories } = plan.builder
    made = { facts: planFacts(plan), rateAt: memories.length > 0 ? null : plan.rateAt, resolved }
  } catch {
    // Its run is still shown, without these facts.
    made = null
  }
  known.set(recipe, made)
  return made
}

/**
 * First, last, highest and mean rate of a recipe's plan, and their sum; of a schedule that reacts,
 * those of a run in which nothing happens. Null for a schedule that this program cannot read.
 */
export const factsOf = (recipe: Recipe): PlanFacts | null => knownOf(recipe)?.facts ?? null

/** The rate that a recipe plans for a step, from 0; null where that cannot be told beforehand. */
export const plannedRate = (recipe: Recipe, step: number): number | null =>
  knownOf(recipe)?.rateAt?.(step) ?? null

const partLength = /^(.*?)\.?parts\[(\d+)\]\.for$/

function nestedUnits(recipe: Recipe, path: string): number | null {
  const resolved = knownOf(recipe)?.resolved ?? []
  const [, around, place] = partLength.exec(path) ?? []
  if (around !== undefined) {
    const parts = resolved.find(({ site }) => site.path === around)?.values.parts
    return (parts as readonly { length: number }[] | undefined)?.[Number(place)]?.length ?? null
  }
  const dot = path.lastIndexOf('.')
  const [owner, name] = [path.slice(0, dot), path.slice(dot + 1)]
  const value = resolved.find(({ site }) => site.path === owner)?.values[name]
  return typeof value === 'number' ? value : null
}

/**
 * A duration of a recipe's schedule in units (epochs or steps) where the recipe gives a share of the
 * run: `path` is the one inside the schedule, such as `over` or `parts[0].for`.
 */
export function durationIn(recipe: Recipe, path: string, given: string): number | null {
  if (path.includes('.')) return nestedUnits(recipe, path)
  const { totalEpochs, schedule } = recipe
  const units =
    schedule.per === 'epoch' ? totalEpochs : totalEpochs * splitSizes(recipe).stepsPerEpoch
  // A recipe holds durations that were checked: "total", or a percentage.
  const counted = unitsOf(given as `${number}%`, { least: 1 }, units)
  return Number.isFinite(counted) ? counted : null
}
