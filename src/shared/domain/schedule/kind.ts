import type { FieldInputs, FieldValues } from './field-types'
import type { Field, Unit } from './fields'
import type { Handle } from './handles'
import { unitOf, type ScheduleNode, type Scope } from './node'

/** Groups of the gallery, in its order. */
export const families = [
  'Fixed',
  'Decay',
  'Steps',
  'Cycles',
  'Warm-up',
  'Feedback',
  'Free',
  'Composition',
] as const
/** A group of the gallery. */
export type Family = (typeof families)[number]

type Fields = Record<string, Field>

/** What people are told of a kind, and the fields of its JSON form. */
interface KindParts<Kind extends string, F extends Fields> {
  readonly kind: Kind
  readonly family: Family
  readonly title: string
  /** One sentence: what it does and when to use it. */
  readonly summary: string
  /** The formula in plain text; t counts units from 0, T is their number. */
  readonly formula: string
  /** Where it comes from: papers, and the library classes that do the same. */
  readonly source: string
  readonly fields: F
  /** A spec to start from, for a run of any length. */
  readonly example: { readonly per: Unit } & FieldInputs<F>
  /** A rule over several fields: returns what is wrong, or null. */
  readonly check?: (values: FieldValues<F>, scope: Scope) => string | null
  /** Where the curve can be taken hold of. */
  readonly handles?: (values: FieldValues<F>, scope: Scope) => readonly Handle[]
}

/** One kind of schedule: its fields, what people are told about it, and how it is built. */
export interface KindDefinition<
  Kind extends string = string,
  F extends Fields = Fields,
> extends KindParts<Kind, F> {
  readonly build: (values: FieldValues<F>, scope: Scope) => ScheduleNode
}

/** The value at unit t, counted from 0. */
export type ValueOfUnit = (t: number) => number

/** A difference of rates may fall short of 0 by its rounding; by more than that is a fault. */
const rounding = 1e-15
const atLeastZero = (rate: number) => (rate < 0 && rate > -rounding ? 0 : rate)

interface ShapeParts<Kind extends string, F extends Fields> extends KindParts<Kind, F> {
  /** The rate as a function of the unit's index. */
  readonly shape: (values: FieldValues<F>, scope: Scope) => ValueOfUnit
  /** The momentum likewise, where the kind sets it. */
  readonly momentum?: (values: FieldValues<F>, scope: Scope) => ValueOfUnit | null
}

/** Declares a kind that is a function of time alone. */
export function defineShape<const Kind extends string, const F extends Fields>({
  shape,
  momentum,
  ...parts
}: ShapeParts<Kind, F>): KindDefinition<Kind, F> {
  return {
    ...parts,
    build: (values, scope) => {
      const rateOfUnit = shape(values, scope)
      const momentumOfUnit = momentum?.(values, scope)
      return {
        heldSteps: scope.stepsPerUnit,
        rateAt: (step) => atLeastZero(rateOfUnit(unitOf(step, scope))),
        ...(momentumOfUnit && { momentumAt: (step) => momentumOfUnit(unitOf(step, scope)) }),
      }
    },
  }
}

/** Declares a kind that is made of other schedules, or that reacts. */
export function defineKind<const Kind extends string, const F extends Fields>(
  definition: KindDefinition<Kind, F>,
): KindDefinition<Kind, F> {
  return definition
}

/** The JSON form of a kind. */
export type SpecOf<Definition> =
  Definition extends KindDefinition<infer Kind, infer F>
    ? { readonly kind: Kind; readonly per?: Unit; readonly version?: 1 } & FieldInputs<F>
    : never
