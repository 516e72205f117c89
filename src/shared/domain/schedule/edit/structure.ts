import type { Duration, Field, NestedSpec, PartInput, Unit } from '../fields'
import type { ScheduleKind, ScheduleSpec } from '../kinds'
import { definitionOf } from '../read-spec'
import { pathOf, placeOf, replaceAt, specAt } from './paths'

/** A spec and the path of the schedule in it that should be looked at next. */
export interface Edited {
  readonly spec: ScheduleSpec
  readonly selected: string
}

/** Names of the fields that hold a kind's highest rate, and its lowest. */
const tops = ['initial', 'peak', 'rate', 'high']
const floors = ['final', 'low']

const numberIn = (spec: NestedSpec, names: readonly string[]) =>
  names.map((name) => spec[name]).find((value): value is number => typeof value === 'number')

const usualRate = 0.01

/** A rate above 0 that is written in a schedule, or in what it wraps: its floor, else its top. */
function rateIn(spec: NestedSpec): number {
  const own = [numberIn(spec, floors), numberIn(spec, tops)].find((rate) => Number(rate) > 0)
  if (own !== undefined) return own
  return 'schedule' in spec ? rateIn(spec.schedule as NestedSpec) : usualRate
}

const fieldsOf = (kind: ScheduleKind) => definitionOf(kind).fields as Record<string, Field>

const keptUnit = (per: unknown) => (per === undefined ? {} : { per: per as Unit })

const without = (spec: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(spec).filter(([name]) => !names.includes(name)))

/** A schedule without the unit of its own: the one around it decides. */
const inheriting = (spec: NestedSpec): NestedSpec => ({
  ...without(spec, ['per', 'version']),
  kind: spec.kind,
})

/** A spec of another kind that keeps the highest and the lowest rate, and what it wraps. */
export function asKind(old: NestedSpec, kind: ScheduleKind): NestedSpec {
  const fields = fieldsOf(kind)
  const carried = [
    [tops.find((name) => name in fields), numberIn(old, tops)],
    [floors.find((name) => name in fields), numberIn(old, floors)],
    ['schedule' in fields && 'schedule' in old ? 'schedule' : undefined, old.schedule],
  ].filter(([name, value]) => typeof name === 'string' && value !== undefined)
  return {
    kind,
    ...keptUnit(old.per),
    ...without(definitionOf(kind).example, ['per']),
    ...(Object.fromEntries(carried as [string, unknown][]) as object),
  }
}

/** A decay that would last the whole run is shortened to what a prepended warm-up leaves of it. */
function shortened(spec: NestedSpec, share: Duration): NestedSpec {
  const over = fieldsOf(spec.kind as ScheduleKind).over
  const follows = over?.type === 'duration' && over.fallback === 'total' && spec.over === undefined
  return follows ? { ...spec, over: share } : spec
}

/** Wrappers that take one schedule. */
export type WrapperKind = 'warmup' | 'clamp' | 'noise' | 'product' | 'sequence'

function wrapped(spec: NestedSpec, kind: WrapperKind): NestedSpec {
  const own = inheriting(spec)
  const shared = { kind, ...keptUnit(spec.per) }
  switch (kind) {
    case 'warmup':
      return { ...shared, schedule: shortened(own, '90%'), over: '10%' }
    case 'clamp':
      return { ...shared, schedule: own, low: 0 }
    case 'noise':
      return { ...shared, schedule: own, limit: 0.1 }
    case 'product':
      return { ...shared, factors: [own, 1] }
    case 'sequence':
      return { ...shared, parts: [{ schedule: own }] }
  }
}

const innerPath: Readonly<Record<WrapperKind, string>> = {
  warmup: 'schedule',
  clamp: 'schedule',
  noise: 'schedule',
  product: 'factors[0]',
  sequence: 'parts[0].schedule',
}

/** Puts a wrapper around the schedule at a path. */
export function wrapAt(spec: ScheduleSpec, path: string, kind: WrapperKind): Edited {
  return { spec: replaceAt(spec, path, wrapped(specAt(spec, path), kind)), selected: path }
}

const partsOf = (spec: NestedSpec) => (spec.parts ?? []) as readonly PartInput[]

/** Lists of a sequence or a product. */
function listAt(spec: ScheduleSpec, around: string, field: 'parts' | 'factors') {
  const owner = specAt(spec, around)
  return { owner, list: owner[field] as readonly unknown[] }
}

/**
 * Adds a part after the one at a path; where that is no part, it becomes the first of a sequence.
 * The last part takes what is left of the run, so the one before it gets half of it.
 */
export function addPartAfter(spec: ScheduleSpec, path: string): Edited {
  const place = placeOf(path)
  if (place?.field !== 'parts') {
    const { spec: sequence } = wrapAt(spec, path, 'sequence')
    return addPartAfter(
      sequence,
      path === '' ? innerPath.sequence : `${path}.${innerPath.sequence}`,
    )
  }
  const owner = specAt(spec, place.around)
  const parts = partsOf(owner)
  const here = parts[place.index]
  const rate = here ? rateIn(here.schedule) : usualRate
  const added = { schedule: { kind: 'constant', rate } }
  const isLast = place.index === parts.length - 1
  const next = parts.flatMap((part, index): readonly PartInput[] => {
    if (index !== place.index) return [part]
    return isLast
      ? [{ ...part, for: part.for ?? '50%' }, added]
      : [part, { ...added, for: '10%' as const }]
  })
  return {
    spec: replaceAt(spec, place.around, { ...owner, parts: next }),
    selected: pathOf({ ...place, index: place.index + 1 }),
  }
}

/** Moves a part of a sequence or a factor of a product to another place in its list. */
export function moveAt(spec: ScheduleSpec, path: string, by: -1 | 1): Edited {
  const place = placeOf(path)
  const unchanged = { spec, selected: path }
  if (!place || place.field === 'schedule') return unchanged
  const { owner, list } = listAt(spec, place.around, place.field)
  const to = place.index + by
  if (to < 0 || to >= list.length) return unchanged
  const moved = [...list]
  moved.splice(to, 0, ...moved.splice(place.index, 1))
  const next = place.field === 'parts' ? withLengths(moved as PartInput[]) : moved
  return {
    spec: replaceAt(spec, place.around, { ...owner, [place.field]: next }),
    selected: pathOf({ ...place, index: to }),
  }
}

/** Only the last part may leave out its length: one that came forward gets a tenth of the run. */
const withLengths = (parts: readonly PartInput[]): readonly PartInput[] =>
  parts.map((part, index) =>
    index < parts.length - 1 && part.for === undefined ? { ...part, for: '10%' } : part,
  )

/** Takes the schedule at a path out: of its list, or of its place, where a constant takes over. */
export function removeAt(spec: ScheduleSpec, path: string): Edited {
  const place = placeOf(path)
  if (!place) return { spec, selected: path }
  if (place.field === 'schedule') return unwrapAt(spec, place.around)
  const { owner, list } = listAt(spec, place.around, place.field)
  if (list.length === 1) return { spec, selected: path }
  const left = list.filter((_, index) => index !== place.index)
  return {
    spec: replaceAt(spec, place.around, { ...owner, [place.field]: left }),
    selected: place.around,
  }
}

/** Puts what is inside the schedule at a path in its place: the first of several. */
export function unwrapAt(spec: ScheduleSpec, path: string): Edited {
  const outer = specAt(spec, path)
  const inner = (outer.schedule ??
    partsOf(outer)[0]?.schedule ??
    (outer.factors as readonly unknown[] | undefined)?.find(
      (factor) => typeof factor === 'object',
    )) as NestedSpec | undefined
  if (!inner) return { spec, selected: path }
  return { spec: replaceAt(spec, path, { ...keptUnit(outer.per), ...inner }), selected: path }
}
