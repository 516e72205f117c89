import { endHandle, startHandle } from '../common-handles'
import { duration, number, rate } from '../fields'
import { defineShape } from '../kind'

/** Never exactly the initial rate; the final one from `over` on. */
export const tanh = defineShape({
  kind: 'tanh',
  family: 'Decay',
  title: 'Hyperbolic tangent',
  summary: 'A long plateau, one smooth drop, a short landing: a cosine with a longer high stretch.',
  formula:
    'final + (initial - final) / 2 * (1 - tanh(lower * (1 - u) + upper * u)),  u = t / over;  final from u = 1 on',
  source: 'HTD, arXiv 1806.01593; timm TanhLRScheduler.',
  fields: {
    initial: rate('initial rate', {}),
    final: rate('final rate', { fallback: 0 }),
    over: duration('decay length', { fallback: 'total' }),
    lower: number('lower bound', { fallback: -7 }),
    upper: number('upper bound', { fallback: 3 }),
  },
  example: { per: 'epoch', initial: 0.1 },
  check: ({ lower, upper }) =>
    lower < upper ? null : `lower must be below upper; lower is ${lower}, upper ${upper}`,
  shape:
    ({ initial, final, over, lower, upper }) =>
    (t) => {
      const u = t / over
      if (u >= 1) return final
      return final + ((initial - final) / 2) * (1 - Math.tanh(lower * (1 - u) + upper * u))
    },
  handles: ({ initial, final, over }) => [
    startHandle(initial),
    endHandle('Final rate', over, final),
  ],
})
