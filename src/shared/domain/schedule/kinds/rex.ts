import { endHandle, startHandle } from '../common-handles'
import { duration, number, rate } from '../fields'
import { defineShape } from '../kind'

/** d = 0.5 is the paper's (1 - u) / (1 - u / 2); d = 0 a straight line. */
export const rex = defineShape({
  kind: 'rex',
  family: 'Decay',
  title: 'REX',
  summary:
    'Reflected exponential: keeps the rate up and drops late. Strong when the budget is small.',
  formula: 'final + (initial - final) * z / (1 - d + d * z),  z = 1 - u,  u = min(t, over) / over',
  source: 'REX, arXiv 2107.04197.',
  fields: {
    initial: rate('initial rate', {}),
    final: rate('final rate', { fallback: 0 }),
    over: duration('decay length', { fallback: 'total' }),
    d: number('bend', { fallback: 0.5, min: 0, max: 0.999 }),
  },
  example: { per: 'epoch', initial: 0.1 },
  shape:
    ({ initial, final, over, d }) =>
    (t) => {
      const z = 1 - Math.min(t, over) / over
      return final + ((initial - final) * z) / (1 - d + d * z)
    },
  handles: ({ initial, final, over }) => [
    startHandle(initial),
    endHandle('Final rate', over, final),
  ],
})
