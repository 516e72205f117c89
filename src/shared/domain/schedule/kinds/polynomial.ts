import { duration, flag, number, rate } from '../fields'
import { endHandle, startHandle } from '../common-handles'
import { defineShape } from '../kind'

/** With `cycle`, reaching the end starts a new, longer decay: `over` grows to the next multiple. */
export const polynomial = defineShape({
  kind: 'polynomial',
  family: 'Decay',
  title: 'Polynomial',
  summary:
    'Falls to its final rate along a power curve; power 1 is the straight line that many recipes start from.',
  formula: '(initial - final) * (1 - u^k)^power + final,  u = min(t, over) / over',
  source: 'Keras PolynomialDecay; PyTorch PolynomialLR and LinearLR; timm PolyLR (k).',
  fields: {
    initial: rate('initial rate', {}),
    final: rate('final rate', { fallback: 0 }),
    power: number('power', {
      fallback: 1,
      above: 0,
      help: 'Below 1 it stays high for long, above 1 it falls early.',
    }),
    over: duration('decay length', { fallback: 'total' }),
    cycle: flag('start again at the end', false),
    k: number('k-decay', {
      fallback: 1,
      above: 0,
      help: 'Above 1 it holds the rate for longer at the start.',
    }),
  },
  example: { per: 'epoch', initial: 0.1, power: 2 },
  shape:
    ({ initial, final, power, over, cycle, k }) =>
    (t) => {
      const length = cycle ? over * Math.max(1, Math.ceil(t / over)) : over
      const u = Math.min(t, length) / length
      return (initial - final) * (1 - u ** k) ** power + final
    },
  handles: ({ initial, final, over }) => [
    startHandle(initial),
    endHandle('Final rate', over, final),
  ],
})
