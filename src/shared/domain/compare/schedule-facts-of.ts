import { splitSizes, type Recipe } from '../recipe'
import {
  compileSchedule,
  scheduleFacts,
  type CompiledSchedule,
  type ScheduleFacts,
} from '../schedule'
import { unitsOf } from '../schedule/resolve-fields'

interface Known {
  readonly compiled: CompiledSchedule
  facts?: ScheduleFacts
}

const known = new WeakMap<Recipe, Known | null>()

/** A run's plan is compiled once for all that ask; null where its recipe is too damaged for it. */
function knownOf(recipe: Recipe): Known | null {
  const before = known.get(recipe)
  if (before !== undefined) return before
  const { totalEpochs, schedule } = recipe
  const { stepsPerEpoch } = splitSizes(recipe)
  let made: Known | null
  try {
    made = { compiled: compileSchedule(schedule, { totalEpochs, stepsPerEpoch }) }
  } catch {
    // A recipe from an older or newer Cooldown: its run is still shown, without these facts.
    made = null
  }
  known.set(recipe, made)
  return made
}

/**
 * First, last, highest and mean rate of a recipe's plan, and their sum; of a schedule that reacts,
 * those of a run in which nothing happens. Null for a schedule that this program cannot read.
 */
export function factsOf(recipe: Recipe): ScheduleFacts | null {
  const plan = knownOf(recipe)
  if (!plan) return null
  plan.facts ??= scheduleFacts(plan.compiled)
  return plan.facts
}

const partLength = /^(.*?)\.?parts\[(\d+)\]\.for$/

function nestedUnits(recipe: Recipe, path: string): number | null {
  const resolved = knownOf(recipe)?.compiled.resolved ?? []
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
