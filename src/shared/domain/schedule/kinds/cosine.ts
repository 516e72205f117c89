import { endHandle, startHandle } from '../common-handles'
import { choice, duration, number, rate } from '../fields'
import { defineShape } from '../kind'

/** A final rate above the initial one climbs instead. */
export const cosine = defineShape({
  kind: 'cosine',
  family: 'Decay',
  title: 'Cosine',
  summary:
    'Leaves gently, falls fastest in the middle, lands softly: the safe choice when the length of the run is known.',
  formula:
    'final + (initial - final) * ((1 + cos(pi * u^k)) / 2)^exponent,  u = min(t, over) / over',
  source:
    'SGDR, arXiv 1608.03983; Keras CosineDecay (alpha = final / initial); PyTorch CosineAnnealingLR up to T_max (after: mirror, beyond); optax (exponent); timm (k).',
  fields: {
    initial: rate('initial rate', {}),
    final: rate('final rate', { fallback: 0 }),
    over: duration('decay length', { fallback: 'total' }),
    after: choice(
      'after the end',
      ['stay', 'mirror'],
      'PyTorch climbs back up after T_max; the others stay.',
    ),
    exponent: number('exponent', { fallback: 1, above: 0 }),
    k: number('k-decay', {
      fallback: 1,
      above: 0,
      help: 'Above 1 it holds the rate for longer at the start.',
    }),
  },
  example: { per: 'epoch', initial: 0.1 },
  shape:
    ({ initial, final, over, after, exponent, k }) =>
    (t) => {
      const u = (after === 'stay' ? Math.min(t, over) : t) / over
      return final + (initial - final) * ((1 + Math.cos(Math.PI * u ** k)) / 2) ** exponent
    },
  handles: ({ initial, final, over }) => [
    startHandle(initial),
    endHandle('Final rate', over, final),
  ],
})
