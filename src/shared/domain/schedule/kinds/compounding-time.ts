import { number, rate } from '../fields'
import { defineKind } from '../kind'

/** Each rate is made from the one before it, so the divisors multiply up. */
export const compoundingTime = defineKind({
  kind: 'compounding-time',
  title: 'Time-based, compounding',
  summary:
    'Divides the current rate, not the initial one: what a callback does that feeds its own result back.',
  formula: 'r(0) = initial;  r(t) = r(t - 1) / (1 + decay * t)',
  fields: {
    initial: rate('initial rate', {}),
    decay: number('decay', { min: 0 }),
  },
  compile: ({ initial, decay }) => {
    const known = [initial]
    return (t) => {
      for (let next = known.length; next <= t; next++) {
        known.push((known[next - 1] ?? initial) / (1 + decay * next))
      }
      return known[t] ?? initial
    }
  },
})
