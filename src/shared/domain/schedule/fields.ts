/** What one unit of schedule time is: set before every epoch and held, or before every step. */
export type Unit = 'epoch' | 'step'

/** A number of units, or a share of the whole run such as `"10%"`. */
export type Duration = number | `${number}%`

interface FieldBase<Value> {
  /** What the field means, in a few words, for editors and messages. */
  readonly label: string
  /** Used when the spec leaves the field out; without one the field is required. */
  readonly fallback?: Value
}

export interface NumberField extends FieldBase<number> {
  readonly type: 'number'
  /** Smallest allowed value. */
  readonly min?: number
  /** The value must be greater than this one. */
  readonly above?: number
  /** Largest allowed value. */
  readonly max?: number
}

export interface OptionalNumberField extends Omit<NumberField, 'type' | 'fallback'> {
  readonly type: 'optional-number'
}

export interface DurationField extends FieldBase<Duration | 'total'> {
  readonly type: 'duration'
}

export interface FlagField extends FieldBase<boolean> {
  readonly type: 'flag'
}

/** Closed union of what a schedule's field can be; a number field's value is unitless or a rate. */
export type Field = NumberField | OptionalNumberField | DurationField | FlagField

/** A learning rate: finite and at least 0. */
export const rate = <const F extends { readonly fallback?: number }>(label: string, options: F) =>
  ({ type: 'number', label, min: 0, ...options }) as const

/** Any finite number inside the bounds given. */
export const number = <const B extends Partial<Omit<NumberField, 'type' | 'label'>>>(
  label: string,
  bounds: B,
) => ({ type: 'number', label, ...bounds }) as const

/** A finite number that may be left out. */
export const optionalNumber = (
  label: string,
  bounds: Partial<Omit<OptionalNumberField, 'type' | 'label'>>,
) => ({ type: 'optional-number', label, ...bounds }) as const

/** A duration in units of the schedule; `"total"` stands for the whole run. */
export const duration = (label: string, fallback: Duration | 'total') =>
  ({ type: 'duration', label, fallback }) as const

/** A yes or no. */
export const flag = (label: string, fallback: boolean) =>
  ({ type: 'flag', label, fallback }) as const

type ValueOf<F extends Field> = F['type'] extends 'number'
  ? number
  : F['type'] extends 'optional-number'
    ? number | undefined
    : F['type'] extends 'duration'
      ? number
      : boolean

type InputOf<F extends Field> = F['type'] extends 'duration' ? Duration : ValueOf<F>

type OptionalKeys<Fields extends Record<string, Field>> = {
  [Key in keyof Fields]: Fields[Key] extends
    { readonly type: 'optional-number' } | { readonly fallback: number | string | boolean }
    ? Key
    : never
}[keyof Fields]

/** The fields as a spec writes them: those with a fallback may be left out. */
export type FieldInputs<Fields extends Record<string, Field>> = {
  readonly [Key in Exclude<keyof Fields, OptionalKeys<Fields>>]: InputOf<Fields[Key]>
} & { readonly [Key in OptionalKeys<Fields>]?: InputOf<Fields[Key]> }

/** The fields as a formula reads them: all present, durations as numbers of units. */
export type FieldValues<Fields extends Record<string, Field>> = {
  readonly [Key in keyof Fields]: ValueOf<Fields[Key]>
}
