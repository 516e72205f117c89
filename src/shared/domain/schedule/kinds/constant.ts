import { rate } from '../fields'
import { defineShape } from '../kind'

export const constant = defineShape({
  kind: 'constant',
  family: 'Fixed',
  title: 'Constant',
  summary: 'One rate from the first step to the last: the baseline that others must beat.',
  formula: 'rate',
  source: 'The default of every library; optax constant_schedule.',
  fields: { rate: rate('rate', {}) },
  example: { per: 'epoch', rate: 0.1 },
  shape:
    ({ rate }) =>
    () =>
      rate,
  handles: ({ rate }, { totalUnits }) => [
    {
      id: 'rate',
      label: 'Rate',
      t: totalUnits / 2,
      rate,
      moves: 'rate',
      drag: (to) => ({ rate: to.rate }),
    },
  ],
})
