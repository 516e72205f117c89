import { splitSizes, type Recipe } from '../../recipe'
import {
  compileSchedule,
  definitionOf,
  scaledTo,
  ScheduleError,
  scheduleFacts,
  type NestedSpec,
  type ScheduleKind,
  type ScheduleSpec,
} from '../../schedule'

/** Fields that hold a schedule's highest rate, by any kind's name for it. */
const tops = ['initial', 'peak', 'rate', 'high']

/** Kinds that only change what is inside them. */
const wrappers = ['warmup', 'clamp', 'noise']

const topField = (spec: NestedSpec) =>
  tops.find(
    (name) =>
      name in definitionOf(spec.kind as ScheduleKind).fields && typeof spec[name] === 'number',
  )

const innerOf = (spec: NestedSpec) =>
  wrappers.includes(spec.kind) ? (spec.schedule as NestedSpec) : undefined

function written(spec: NestedSpec): number | null {
  const inner = innerOf(spec)
  if (inner) return written(inner)
  const field = topField(spec)
  return field === undefined ? null : (spec[field] as number)
}

/** Fields that hold a schedule's lowest rate. */
const floors = ['final', 'low']

/** Floors that would lie above the new top keep their share of it. */
function loweredFloors(spec: NestedSpec, before: number, rate: number) {
  return Object.fromEntries(
    floors.flatMap((name) => {
      const floor = spec[name]
      const isAbove = typeof floor === 'number' && floor > rate && floor <= before
      return isAbove ? [[name, (floor * rate) / before]] : []
    }),
  )
}

function withWritten(spec: NestedSpec, rate: number): NestedSpec {
  const inner = innerOf(spec)
  if (inner) return { ...spec, schedule: withWritten(inner, rate) }
  const field = topField(spec)
  if (field === undefined) return spec
  return { ...spec, ...loweredFloors(spec, spec[field] as number, rate), [field]: rate }
}

function factsOf(recipe: Recipe) {
  try {
    const length = { ...splitSizes(recipe), totalEpochs: recipe.totalEpochs }
    return scheduleFacts(compileSchedule(recipe.schedule, length))
  } catch (error) {
    if (error instanceof ScheduleError || error instanceof RangeError) return null
    throw error
  }
}

const known = new WeakMap<Recipe, number | null>()

/**
 * The rate by which people tell a schedule's size: what it begins with, peaks at or holds, as it is
 * written; where nothing of that is, the highest rate of the run. Null for a schedule without any.
 */
export function topRateOf(recipe: Recipe): number | null {
  const found = known.get(recipe)
  if (found !== undefined) return found
  const spec: NestedSpec = recipe.schedule
  const rate = written(spec) ?? factsOf(recipe)?.highest.rate ?? null
  known.set(recipe, rate)
  return rate
}

/** The recipe with another top rate: written where there is a field for it, else by a factor. */
export function withTopRate(recipe: Recipe, rate: number): Recipe {
  const spec: NestedSpec = recipe.schedule
  if (written(spec) !== null) {
    // A number in the place of a number: still a spec of its kind.
    return { ...recipe, schedule: withWritten(spec, rate) as unknown as ScheduleSpec }
  }
  const facts = factsOf(recipe)
  if (!facts) return recipe
  const wanted = { ...facts, highest: { rate, step: 0 } }
  const scaled = scaledTo({ spec: recipe.schedule, facts }, 'peak', wanted)
  return scaled.kind === 'scaled' ? { ...recipe, schedule: scaled.spec } : recipe
}
