import { startHandle } from '../common-handles'
import { choice, number, optionalChoice, rate } from '../fields'
import { defineKind } from '../kind'
import { watchable, type EpochMetrics } from '../node'
import type { FieldValues } from '../field-types'
import { finiteOrNull, isBetter } from './metric'

const fields = {
  initial: rate('initial rate', {}),
  factor: number('factor', { fallback: 0.1, min: 0 }),
  patience: number('patience in epochs', { fallback: 10, min: 0, whole: true }),
  metric: choice('metric', watchable),
  mode: choice('better is', ['min', 'max']),
  threshold: number('threshold', { fallback: 1e-4, min: 0 }),
  thresholdMode: optionalChoice(
    'threshold counts',
    ['relative', 'absolute'],
    'Relative to the best value when left out; absolute for Keras.',
  ),
  cooldown: number('cooldown in epochs', { fallback: 0, min: 0, whole: true }),
  final: rate('lowest rate', { fallback: 0 }),
  average: number('epochs averaged', { fallback: 1, min: 1, whole: true }),
  margin: number('absolute threshold besides', {
    fallback: 0,
    min: 0,
    help: 'Taken off the bar as well: optax has both thresholds.',
  }),
  smallestChange: number('smallest change', {
    fallback: 1e-8,
    min: 0,
    help: 'PyTorch leaves a rate alone that would change by no more.',
  }),
  flavor: choice(
    'rules of',
    ['pytorch', 'keras', 'optax'],
    'Keras and optax cut one epoch earlier, and count cooldown differently.',
  ),
} as const

type Values = FieldValues<typeof fields>

interface PlateauState {
  readonly rate: number
  /** Null before the first epoch. */
  readonly best: number | null
  readonly bad: number
  readonly cooldown: number
  /** Of the values gathered for the next average; null when one of them was not finite. */
  readonly sum: number | null
  readonly count: number
}

function improves(value: number, { best }: PlateauState, values: Values): boolean {
  const { flavor, thresholdMode = flavor === 'keras' ? 'absolute' : 'relative' } = values
  return isBetter(value, best, { ...values, thresholdMode })
}

const cut = (state: PlateauState, { factor, final }: Values) => Math.max(state.rate * factor, final)

/** Compare, then let cooldown forget bad epochs, then cut when there are more than patience. */
function observePytorch(state: PlateauState, value: number, values: Values): PlateauState {
  const better = improves(value, state, values)
  const best = better ? value : state.best
  const cooling = state.cooldown > 0
  const bad = better || cooling ? 0 : state.bad + 1
  const cooldown = cooling ? state.cooldown - 1 : 0
  if (bad <= values.patience) return { ...state, best, bad, cooldown }
  const next = cut(state, values)
  const rate = state.rate - next > values.smallestChange ? next : state.rate
  return { ...state, best, bad: 0, cooldown: values.cooldown, rate }
}

/** The last epoch of the cooldown already counts again; a rate at its lowest waits on. */
function observeKeras(state: PlateauState, value: number, values: Values): PlateauState {
  const cooldown = Math.max(0, state.cooldown - 1)
  const waited = state.cooldown > 0 ? 0 : state.bad
  if (improves(value, state, values)) return { ...state, best: value, bad: 0, cooldown }
  if (cooldown > 0) return { ...state, bad: waited, cooldown }
  const bad = waited + 1
  if (bad < values.patience || state.rate <= values.final) return { ...state, bad, cooldown }
  return { ...state, bad: 0, cooldown: values.cooldown, rate: cut(state, values) }
}

/** Cuts when there are exactly patience bad epochs; cooldown forgets them all. */
function observeOptax(state: PlateauState, value: number, values: Values): PlateauState {
  const better = improves(value, state, values)
  const best = better ? value : state.best
  if (state.cooldown > 0) return { ...state, best, bad: 0, cooldown: state.cooldown - 1 }
  const bad = better ? 0 : state.bad + 1
  if (bad !== values.patience) return { ...state, best, bad }
  return { ...state, best, bad: 0, cooldown: values.cooldown, rate: cut(state, values) }
}

const observers = { pytorch: observePytorch, keras: observeKeras, optax: observeOptax }

function observe(state: PlateauState, metrics: EpochMetrics, values: Values): PlateauState {
  const sum = (state.sum ?? NaN) + metrics[values.metric]
  const count = state.count + 1
  if (count < values.average) return { ...state, sum: finiteOrNull(sum), count }
  return observers[values.flavor]({ ...state, sum: 0, count: 0 }, sum / count, values)
}

/** A metric that is not finite counts as not better. */
export const plateau = defineKind({
  kind: 'plateau',
  family: 'Feedback',
  title: 'Reduce on plateau',
  summary:
    'Cuts the rate when a metric has stopped improving: no length to plan, but no two runs get the same curve.',
  formula:
    'rate * factor, at least final, when the metric has not improved for more than patience epochs',
  source: 'PyTorch and Keras ReduceLROnPlateau; optax.contrib.reduce_on_plateau.',
  fields,
  example: { per: 'epoch', initial: 0.1, factor: 0.5, patience: 4 },
  check: ({ factor }) => (factor < 1 ? null : `factor must be below 1, was ${factor}`),
  build: (values, scope) => {
    const stateIn = scope.remember<PlateauState>({
      initial: { rate: values.initial, best: null, bad: 0, cooldown: 0, sum: 0, count: 0 },
      observe: (state, metrics) => observe(state, metrics, values),
    })
    return { heldSteps: scope.stepsPerEpoch, rateAt: (_step, state) => stateIn(state).rate }
  },
  handles: ({ initial }) => [startHandle(initial)],
})
