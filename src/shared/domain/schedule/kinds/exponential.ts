import { startHandle } from '../common-handles'
import { flag, number, optionalNumber, rate } from '../fields'
import { defineShape } from '../kind'

/** Exactly one of `k` and `gamma` says how fast: gamma = exp(-k). */
export const exponential = defineShape({
  kind: 'exponential',
  family: 'Decay',
  title: 'Exponential',
  summary:
    'Loses the same share of the rate in every unit: fast at first, then ever more gently. The article’s winner.',
  formula: 'initial * exp(-k * x)  or  initial * gamma^x,  x = t / every  (floored with staircase)',
  source: 'Keras ExponentialDecay; PyTorch ExponentialLR; optax exponential_decay; the article.',
  fields: {
    initial: rate('initial rate', {}),
    k: optionalNumber('decay constant', { min: 0 }),
    gamma: optionalNumber('factor per unit', { above: 0 }),
    every: number('units per decay', { fallback: 1, above: 0 }),
    staircase: flag('in whole stairs', false),
  },
  example: { per: 'epoch', initial: 0.5, k: 0.1 },
  check: ({ k, gamma }) =>
    (k === undefined) === (gamma === undefined) ? 'give exactly one of k and gamma' : null,
  shape:
    ({ initial, k, gamma, every, staircase }) =>
    (t) => {
      const x = staircase ? Math.floor(t / every) : t / every
      return initial * (gamma === undefined ? Math.exp(-(k ?? 0) * x) : gamma ** x)
    },
  handles: ({ initial, k, gamma, every }, { totalUnits }) => {
    const quarter = totalUnits / 4
    const perUnit = gamma === undefined ? (k ?? 0) : -Math.log(gamma)
    return [
      startHandle(initial),
      {
        id: 'speed',
        label: 'Rate after a quarter',
        t: quarter,
        rate: initial * Math.exp((-perUnit * quarter) / every),
        moves: 'rate',
        drag: (to) => {
          const next = (Math.log(initial / Math.max(to.rate, 1e-12)) * every) / quarter
          return gamma === undefined ? { k: Math.max(0, next) } : { gamma: Math.exp(-next) }
        },
      },
    ]
  },
})
