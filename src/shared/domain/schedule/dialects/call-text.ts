import type { Unit } from '../fields'

type Argument = number | boolean | string | readonly number[] | undefined

/** Longer lists are cut short: the text is for reading. */
const mostShown = 4

/** Arguments that count something; Keras takes a rate that looks like one for a whole number. */
const counts = new Set([
  'T_0',
  'T_max',
  'T_mult',
  'accumulation_size',
  'boundaries',
  'cooldown',
  'cycle_limit',
  'decay_steps',
  'decay_t',
  'first_decay_steps',
  'milestones',
  'num_cycles',
  'num_decay_steps',
  'num_training_steps',
  'num_warmup_steps',
  'patience',
  'step_size',
  't_initial',
  'total_iters',
  'total_steps',
  'transition_steps',
  'warmup_steps',
  'warmup_t',
])

/** Enough digits to say what is meant, without those of rounding. */
const digits = 12

function number(value: number, isCount: boolean): string {
  const text = String(Number(value.toPrecision(digits)))
  return isCount || !Number.isInteger(value) ? text : `${text}.0`
}

function python(value: Exclude<Argument, undefined>, isCount: boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return value
  if (typeof value === 'number') return number(value, isCount)
  const shown = value.slice(0, mostShown).map((each) => number(each, isCount))
  return `[${[...shown, ...(value.length > mostShown ? ['...'] : [])].join(', ')}]`
}

/** A Python call with named arguments; those that are undefined are left out. */
export function callText(name: string, values: Readonly<Record<string, Argument>>): string {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${python(value, counts.has(key))}`],
  )
  return `${name}(${given.join(', ')})`
}

/** Keras counts steps; epochs go through a callback. */
export const kerasCall = (per: Unit, call: string) =>
  per === 'epoch' ? `LearningRateScheduler(${call})` : call

/** Optax counts steps; epochs must be worked out from them. */
export const optaxCall = (per: Unit, call: string) =>
  per === 'epoch' ? `${call}(step // steps_per_epoch)` : call
