import { startHandle } from '../common-handles'
import type { FieldValues } from '../field-types'
import { choice, number, rate } from '../fields'
import { defineKind } from '../kind'
import { watchable } from '../node'
import { finiteOrNull, isBetter } from './metric'

const fields = {
  initial: rate('initial rate', {}),
  factor: number('factor', { fallback: 0.95, above: 0 }),
  patience: number('patience in epochs', { fallback: 10, min: 0, whole: true }),
  metric: choice('metric', watchable),
  mode: choice('better is', ['min', 'max']),
  threshold: number('threshold', { fallback: 1e-6, min: 0 }),
  thresholdMode: choice('threshold counts', ['absolute', 'relative']),
  cooldown: number('epochs of rest after a cut', { fallback: 0, min: 0, whole: true }),
  warmup: number('epochs of rest after a rise', { fallback: 0, min: 0, whole: true }),
  low: rate('lowest rate', { fallback: 1e-3 }),
  high: rate('highest rate', { fallback: 1 }),
  window: number('epochs averaged', { fallback: 1, min: 1, whole: true }),
  resetAfter: number('cuts at the lowest rate before a new start', {
    fallback: 500,
    min: 1,
    whole: true,
  }),
  smallestChange: number('smallest change', {
    fallback: 1e-8,
    min: 0,
    help: 'A rate that would change by no more is left alone.',
  }),
} as const

type Values = FieldValues<typeof fields>

interface GreedyState {
  readonly rate: number
  /** Null before the first epoch and after a new start. */
  readonly best: number | null
  readonly good: number
  readonly bad: number
  readonly cooldown: number
  readonly warmup: number
  readonly resetsIn: number
  /** The latest values, at most `window` of them; null for one that was not finite. */
  readonly recent: readonly (number | null)[]
}

const fresh = ({ initial, resetAfter }: Values): GreedyState => ({
  rate: initial,
  best: null,
  good: 0,
  bad: 0,
  cooldown: 0,
  warmup: 0,
  resetsIn: resetAfter,
  recent: [],
})

function rise(state: GreedyState, values: Values): GreedyState {
  const { factor, high, warmup, resetAfter, smallestChange } = values
  const next = Math.min(state.rate / factor, high)
  const rate = next - state.rate > smallestChange ? next : state.rate
  return { ...state, rate, warmup, good: 0, resetsIn: resetAfter }
}

function fall(state: GreedyState, values: Values): GreedyState {
  const { factor, low, cooldown, smallestChange } = values
  const next = Math.max(state.rate * factor, low)
  const rate = state.rate - next > smallestChange ? next : state.rate
  const resetsIn = rate > low ? state.resetsIn : state.resetsIn - 1
  if (resetsIn <= 0) return { ...fresh(values), cooldown }
  return { ...state, rate, cooldown, bad: 0, resetsIn }
}

function observe(before: GreedyState, seen: number, values: Values): GreedyState {
  const recent = [...before.recent, finiteOrNull(seen)].slice(-values.window)
  const value = recent.reduce<number>((sum, each) => sum + (each ?? NaN), 0) / recent.length
  const state = { ...before, recent }
  if (state.cooldown > 0) return { ...state, cooldown: state.cooldown - 1, good: 0, bad: 0 }
  if (state.warmup > 0) return { ...state, warmup: state.warmup - 1, good: 0, bad: 0 }
  const better = isBetter(value, state.best, values)
  const counted = better
    ? { ...state, best: value, good: state.good + 1, bad: 0 }
    : { ...state, good: 0, bad: state.bad + 1 }
  if (counted.good > values.patience) return rise(counted, values)
  return counted.bad > values.patience ? fall(counted, values) : counted
}

/** A metric that is not finite counts as not better. */
export const greedy = defineKind({
  kind: 'greedy',
  family: 'Feedback',
  title: 'Greedy',
  summary: 'Raises the rate while a metric keeps improving, lowers it when it does not.',
  formula:
    'rate / factor after more than patience better epochs, rate * factor after as many worse; between low and high',
  source: 'GreedyLR, arXiv 2512.14527; transformers GreedyLR.',
  fields,
  example: { per: 'epoch', initial: 0.05, patience: 3, factor: 0.8 },
  check: ({ factor, low, high }) => {
    if (factor >= 1) return `factor must be below 1, was ${factor}`
    return low <= high ? null : `low must be at most high; low is ${low}, high ${high}`
  },
  build: (values, scope) => {
    const stateIn = scope.remember<GreedyState>({
      initial: fresh(values),
      observe: (state, metrics) => observe(state, metrics[values.metric], values),
    })
    return { heldSteps: scope.stepsPerEpoch, rateAt: (_step, state) => stateIn(state).rate }
  },
  handles: ({ initial }) => [startHandle(initial)],
})
