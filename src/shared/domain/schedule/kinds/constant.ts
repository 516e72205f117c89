import { rate } from '../fields'
import { defineKind } from '../kind'

export const constant = defineKind({
  kind: 'constant',
  title: 'Constant',
  summary: 'One rate from the first step to the last: the baseline that others must beat.',
  formula: 'rate',
  fields: { rate: rate('rate', {}) },
  compile:
    ({ rate }) =>
    () =>
      rate,
})
