import { flag, number, rate } from '../fields'
import { defineKind } from '../kind'

export const inverseTime = defineKind({
  kind: 'inverse-time',
  title: 'Inverse time',
  summary:
    'Divides the initial rate by a number that grows steadily. Per step it is the old Keras `decay`.',
  formula: 'initial / (1 + decay * x),  x = t / every  (floored with staircase)',
  fields: {
    initial: rate('initial rate', {}),
    decay: number('decay', { min: 0 }),
    every: number('units per decay', { fallback: 1, above: 0 }),
    staircase: flag('in whole stairs', false),
  },
  compile:
    ({ initial, decay, every, staircase }) =>
    (t) =>
      initial / (1 + decay * (staircase ? Math.floor(t / every) : t / every)),
})
