import { startHandle } from '../common-handles'
import { number, rate } from '../fields'
import { defineShape } from '../kind'

/** Each rate is made from the one before it, so the divisors multiply up. */
export const compoundingTime = defineShape({
  kind: 'compounding-time',
  family: 'Decay',
  title: 'Time-based, compounding',
  summary:
    'Divides the current rate, not the initial one: what a callback does that feeds its own result back. It all but stops learning where the formula would not.',
  formula: 'r(0) = initial;  r(t) = r(t - 1) / (1 + decay * t)',
  source: 'The article’s time-based callback, as it really runs.',
  fields: {
    initial: rate('initial rate', {}),
    decay: number('decay', { min: 0 }),
  },
  example: { per: 'epoch', initial: 0.5, decay: 0.005 },
  shape: ({ initial, decay }) => {
    const known = [initial]
    return (t) => {
      for (let next = known.length; next <= t; next++) {
        known.push((known[next - 1] ?? initial) / (1 + decay * next))
      }
      return known[t] ?? initial
    }
  },
  handles: ({ initial }) => [startHandle(initial)],
})
