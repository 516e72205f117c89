import type { FieldValues } from '../field-types'
import type { Unit } from '../fields'
import type { scheduleKinds } from '../kinds'
import { type ScheduleKind, type ScheduleSpec } from '../kinds'
import { definitionOf } from '../read-spec'
import { resolveFields } from '../resolve-fields'

/** The libraries whose rules are known. */
export type Library = 'keras' | 'pytorch' | 'timm' | 'transformers' | 'optax' | 'fastai'

/** A design as one library carries it out. */
export interface Dialect {
  readonly library: Library
  /** The library as people call it; tells two ways of one library apart. */
  readonly name: string
  /** The class or function, with the arguments that say the same as the design. */
  readonly call: string
  /** A schedule of ours with exactly the rates that the library gives. */
  readonly spec: ScheduleSpec
  /** One sentence: what this library does, or that it does as the design says. */
  readonly note: string
}

/** The spec of one kind. */
export type SpecOfKind<Kind extends ScheduleKind> = Extract<ScheduleSpec, { readonly kind: Kind }>

/** The fields of one kind as its formula reads them. */
export type ValuesOf<Kind extends ScheduleKind> = FieldValues<
  (typeof scheduleKinds)[Kind]['fields']
>

/** Where a design stands: what its unit is, and how many there are. */
export interface Site {
  readonly per: Unit
  readonly total: number
}

/** A spec with its defaults filled in and its durations in units. */
export interface Design<Kind extends ScheduleKind> extends Site {
  readonly spec: SpecOfKind<Kind>
  readonly values: ValuesOf<Kind>
}

/** Throws a `ScheduleError` for times out of order. */
export function designOf<Kind extends ScheduleKind>(
  spec: SpecOfKind<Kind>,
  { per, total }: Site,
): Design<Kind> {
  const { fields } = definitionOf(spec.kind)
  // Every spec is an object of named fields; the values are those of its own kind's table.
  const values = resolveFields('', fields, spec, total) as unknown as ValuesOf<Kind>
  return { spec, values, per, total }
}

/** Dialects and those that do not apply, which are left out. */
export const present = (dialects: readonly (Dialect | false)[]): readonly Dialect[] =>
  dialects.filter((dialect) => dialect !== false)
