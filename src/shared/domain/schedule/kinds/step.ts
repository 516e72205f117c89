import { number, rate } from '../fields'
import { defineKind } from '../kind'

export const step = defineKind({
  kind: 'step',
  title: 'Step',
  summary: 'Holds the rate, then cuts it by a factor, again and again.',
  formula: 'initial * factor^floor(t / every)',
  fields: {
    initial: rate('initial rate', {}),
    factor: number('factor', { min: 0 }),
    every: number('units between cuts', { above: 0 }),
  },
  compile:
    ({ initial, factor, every }) =>
    (t) =>
      initial * factor ** Math.floor(t / every),
})
