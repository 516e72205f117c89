import type {
  ChoiceField,
  CurvePoint,
  Duration,
  Field,
  MomentumRange,
  NestedSpec,
  OptionalChoiceField,
  Part,
  PartInput,
} from './fields'

interface Inputs {
  number: number
  'optional-number': number
  duration: Duration
  'optional-duration': Duration
  flag: boolean
  moments: readonly Duration[]
  rates: readonly number[]
  points: readonly CurvePoint[]
  momentum: MomentumRange | null
  text: string
  schedule: NestedSpec
  parts: readonly PartInput[]
  factors: readonly (NestedSpec | number)[]
}

interface Values extends Omit<
  Inputs,
  'optional-number' | 'duration' | 'optional-duration' | 'moments' | 'points' | 'parts'
> {
  'optional-number': number | undefined
  duration: number
  'optional-duration': number | undefined
  moments: readonly number[]
  points: readonly (readonly [t: number, rate: number])[]
  parts: readonly Part[]
}

type InputOf<F extends Field> = F extends
  ChoiceField<infer Choice> | OptionalChoiceField<infer Choice>
  ? Choice
  : F['type'] extends keyof Inputs
    ? Inputs[F['type']]
    : never

type ValueOf<F extends Field> =
  F extends ChoiceField<infer Choice>
    ? Choice
    : F extends OptionalChoiceField<infer Choice>
      ? Choice | undefined
      : F['type'] extends keyof Values
        ? Values[F['type']]
        : never

type MayBeLeftOut<F extends Field> = F['type'] extends `optional-${string}`
  ? true
  : F extends { readonly fallback: unknown }
    ? true
    : false

type OptionalKeys<Fields extends Record<string, Field>> = {
  [Key in keyof Fields]: MayBeLeftOut<Fields[Key]> extends true ? Key : never
}[keyof Fields]

/** The fields as a spec writes them: those with a fallback may be left out. */
export type FieldInputs<Fields extends Record<string, Field>> = {
  readonly [Key in Exclude<keyof Fields, OptionalKeys<Fields>>]: InputOf<Fields[Key]>
} & { readonly [Key in OptionalKeys<Fields>]?: InputOf<Fields[Key]> }

/** The fields as a formula reads them: all present, durations as numbers of units. */
export type FieldValues<Fields extends Record<string, Field>> = {
  readonly [Key in keyof Fields]: ValueOf<Fields[Key]>
}
