/** What one unit of schedule time is: set before every epoch and held, or before every step. */
export type Unit = 'epoch' | 'step'

/** A number of units, or a share of the whole run such as `"10%"`. */
export type Duration = number | `${number}%`

/** A spec inside another one, before it is checked. */
export interface NestedSpec {
  readonly kind: string
  readonly [field: string]: unknown
}

/** One part of a sequence. Only the last may leave out how long it lasts: the rest of the run. */
export interface PartInput {
  readonly schedule: NestedSpec
  readonly for?: Duration
}

/** A part whose length is known, in units of the sequence. */
export interface Part {
  readonly schedule: NestedSpec
  readonly length: number
}

/** Momentum between two bounds; it falls as the rate rises. */
export interface MomentumRange {
  readonly low: number
  readonly high: number
}

/** A place on a drawn curve: unit of time and rate. */
export type CurvePoint = readonly [t: Duration, rate: number]

interface FieldBase<Value> {
  /** What the field means, in a few words, for editors and messages. */
  readonly label: string
  /** One more sentence for editors, where the label does not say it all. */
  readonly help?: string
  /** Used when the spec leaves the field out; without one the field is required. */
  readonly fallback?: Value
}

interface Bounds {
  /** Smallest allowed value. */
  readonly min?: number
  /** The value must be greater than this one. */
  readonly above?: number
  /** Largest allowed value. */
  readonly max?: number
  /** Only whole numbers. */
  readonly whole?: true
}

/** A finite number. */
export interface NumberField extends FieldBase<number>, Bounds {
  readonly type: 'number'
  /** What it measures: editors give rates a logarithmic slider. */
  readonly quantity?: 'rate' | 'share'
}

/** A finite number that may be left out. */
export interface OptionalNumberField extends Omit<NumberField, 'type' | 'fallback'> {
  readonly type: 'optional-number'
}

/** Units, or a share of the run. */
export interface DurationField extends FieldBase<Duration | 'total'> {
  readonly type: 'duration'
  /** Fewest units: 0 where the kind can do without, else 1. */
  readonly least: 0 | 1
  /** A share is not rounded to whole units. */
  readonly exact?: true
  /** A number must be a whole one. */
  readonly whole?: true
}

/** A duration that may be left out. */
export interface OptionalDurationField extends Omit<DurationField, 'type' | 'fallback'> {
  readonly type: 'optional-duration'
}

/** True or false. */
export interface FlagField extends FieldBase<boolean> {
  readonly type: 'flag'
}

/** One of a few words. */
export interface ChoiceField<Choice extends string = string> extends FieldBase<Choice> {
  readonly type: 'choice'
  readonly choices: readonly Choice[]
}

/** A choice that may be left out. */
export interface OptionalChoiceField<Choice extends string = string> extends FieldBase<never> {
  readonly type: 'optional-choice'
  readonly choices: readonly Choice[]
}

/** A list of moments, in rising order. */
export interface MomentsField extends FieldBase<readonly Duration[]> {
  readonly type: 'moments'
  /** Two moments may be the same. */
  readonly repeats: boolean
}

/** Learning rates, at least one. */
export interface RatesField extends FieldBase<readonly number[]> {
  readonly type: 'rates'
}

/** Places on a curve, at least one. */
export interface PointsField extends FieldBase<readonly CurvePoint[]> {
  readonly type: 'points'
}

/** Two bounds, or null for no momentum. */
export interface MomentumField extends FieldBase<MomentumRange | null> {
  readonly type: 'momentum'
}

/** A text. */
export interface TextField extends FieldBase<string> {
  readonly type: 'text'
}

/** A schedule inside this one. */
export interface ScheduleField extends FieldBase<never> {
  readonly type: 'schedule'
}

/** Schedules end to end. */
export interface PartsField extends FieldBase<never> {
  readonly type: 'parts'
}

/** Schedules and numbers to be multiplied. */
export interface FactorsField extends FieldBase<never> {
  readonly type: 'factors'
}

/** Closed union of what a schedule's field can be. */
export type Field =
  | NumberField
  | OptionalNumberField
  | DurationField
  | OptionalDurationField
  | FlagField
  | ChoiceField
  | OptionalChoiceField
  | MomentsField
  | RatesField
  | PointsField
  | MomentumField
  | TextField
  | ScheduleField
  | PartsField
  | FactorsField

/** What every duration field has. */
export interface Lasting<Type extends string> {
  readonly type: Type
  readonly label: string
  readonly least: 0 | 1
}

type Options<F extends Field> = Partial<Omit<F, 'type' | 'label' | 'quantity'>>

/** A learning rate: finite and at least 0. */
export const rate = <const O extends Options<NumberField>>(label: string, options: O) =>
  ({ type: 'number', label, min: 0, quantity: 'rate', ...options }) as const

/** Any finite number inside the bounds given. */
export const number = <const O extends Options<NumberField>>(label: string, options: O) =>
  ({ type: 'number', label, ...options }) as const

/** A finite number that may be left out. */
export const optionalNumber = (label: string, options: Options<OptionalNumberField>) =>
  ({ type: 'optional-number', label, ...options }) as const

/** A duration in units of the schedule; the fallback `"total"` stands for the whole run. */
export const duration = <const O extends Options<DurationField>>(
  label: string,
  options: O,
): Lasting<'duration'> & O => ({ type: 'duration', label, least: 1, ...options })

/** A duration that may be left out. */
export const optionalDuration = (
  label: string,
  options: Options<OptionalDurationField>,
): OptionalDurationField => ({ type: 'optional-duration', label, least: 1, ...options })

/** A yes or no. */
export const flag = (label: string, fallback: boolean) =>
  ({ type: 'flag', label, fallback }) as const

/** One of a few words; the first is the fallback unless another is named. */
export const choice = <const Choice extends string>(
  label: string,
  choices: readonly [Choice, ...Choice[]],
  help?: string,
) => ({ type: 'choice', label, choices, fallback: choices[0], ...(help && { help }) }) as const

/** One of a few words, or none. */
export const optionalChoice = <const Choice extends string>(
  label: string,
  choices: readonly Choice[],
  help: string,
) => ({ type: 'optional-choice', label, choices, help }) as const

/** Moments in rising order. */
export const moments = (label: string, repeats: boolean) =>
  ({ type: 'moments', label, repeats }) as const

/** A list of learning rates. */
export const rates = (label: string) => ({ type: 'rates', label }) as const

/** Places on a curve, times rising. */
export const points = (label: string) => ({ type: 'points', label }) as const

/** Bounds between which momentum mirrors the rate; null for none. */
export const momentum = (label: string, fallback: MomentumRange | null) =>
  ({ type: 'momentum', label, fallback }) as const

/** A text that must be there. */
export const text = (label: string, help: string) => ({ type: 'text', label, help }) as const

/** A schedule inside this one. */
export const schedule = (label: string) => ({ type: 'schedule', label }) as const

/** Schedules one after the other. */
export const parts = (label: string) => ({ type: 'parts', label }) as const

/** Schedules or numbers to be multiplied. */
export const factors = (label: string) => ({ type: 'factors', label }) as const
