import { startHandle } from '../common-handles'
import { flag, number, rate } from '../fields'
import { defineShape } from '../kind'

export const inverseTime = defineShape({
  kind: 'inverse-time',
  family: 'Decay',
  title: 'Inverse time',
  summary:
    'Divides the initial rate by a number that grows steadily. Per step it is the old Keras “decay”, which is far faster than it looks.',
  formula: 'initial / (1 + decay * x),  x = t / every  (floored with staircase)',
  source: 'Keras InverseTimeDecay and its old optimizer argument “decay”; the article.',
  fields: {
    initial: rate('initial rate', {}),
    decay: number('decay', { min: 0 }),
    every: number('units per decay', { fallback: 1, above: 0 }),
    staircase: flag('in whole stairs', false),
  },
  example: { per: 'epoch', initial: 0.1, decay: 0.1 },
  shape:
    ({ initial, decay, every, staircase }) =>
    (t) =>
      initial / (1 + decay * (staircase ? Math.floor(t / every) : t / every)),
  handles: ({ initial, decay, every }, { totalUnits }) => [
    startHandle(initial),
    {
      id: 'decay',
      label: 'Rate at the middle',
      t: totalUnits / 2,
      rate: initial / (1 + (decay * totalUnits) / 2 / every),
      moves: 'rate',
      drag: (to) => ({
        decay: Math.max(0, ((initial / Math.max(to.rate, 1e-12) - 1) * every * 2) / totalUnits),
      }),
    },
  ],
})
