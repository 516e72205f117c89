import { flag, number, optionalNumber, rate } from '../fields'
import { defineKind } from '../kind'

/** Exactly one of `k` and `gamma` says how fast: gamma = exp(-k). */
export const exponential = defineKind({
  kind: 'exponential',
  title: 'Exponential',
  summary: 'Loses the same share of the rate in every unit: fast at first, then ever more gently.',
  formula: 'initial * exp(-k * x)  or  initial * gamma^x,  x = t / every',
  fields: {
    initial: rate('initial rate', {}),
    k: optionalNumber('decay constant', { min: 0 }),
    gamma: optionalNumber('factor per unit', { above: 0 }),
    every: number('units per decay', { fallback: 1, above: 0 }),
    staircase: flag('in whole stairs', false),
  },
  check: ({ k, gamma }) =>
    (k === undefined) === (gamma === undefined) ? 'give exactly one of k and gamma' : null,
  compile:
    ({ initial, k, gamma, every, staircase }) =>
    (t) => {
      const x = staircase ? Math.floor(t / every) : t / every
      return initial * (gamma === undefined ? Math.exp(-(k ?? 0) * x) : gamma ** x)
    },
})
