import type { Field, FieldInputs, FieldValues, Unit } from './fields'

/** The rate at unit t, counted from 0. */
export type RateOfUnit = (t: number) => number

/**
 * One kind of schedule: its fields, what people are told about it, and its formula.
 * `compile` gets every field resolved and returns the rate as a function of the unit's index.
 */
export interface KindDefinition<
  Kind extends string,
  Fields extends Record<string, Field> = Record<string, Field>,
> {
  readonly kind: Kind
  readonly title: string
  /** One sentence: what it does and when to use it. */
  readonly summary: string
  /** The formula in plain text; t counts units from 0. */
  readonly formula: string
  readonly fields: Fields
  /** A rule over several fields: returns what is wrong, or null. */
  readonly check?: (values: FieldValues<Fields>) => string | null
  readonly compile: (values: FieldValues<Fields>) => RateOfUnit
}

/** Declares a kind with its field types inferred. */
export function defineKind<const Kind extends string, const Fields extends Record<string, Field>>(
  definition: KindDefinition<Kind, Fields>,
): KindDefinition<Kind, Fields> {
  return definition
}

/** The JSON form of a kind. */
export type SpecOf<Definition> =
  Definition extends KindDefinition<infer Kind, infer Fields>
    ? { readonly kind: Kind; readonly per?: Unit } & FieldInputs<Fields>
    : never
