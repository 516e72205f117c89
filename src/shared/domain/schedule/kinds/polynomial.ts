import { duration, flag, number, rate } from '../fields'
import { defineKind } from '../kind'

/** With `cycle`, reaching the end starts a new, longer decay: `over` grows to the next multiple. */
export const polynomial = defineKind({
  kind: 'polynomial',
  title: 'Polynomial',
  summary: 'Falls to its final rate along a power curve; power 1 is a straight line.',
  formula: '(initial - final) * (1 - u)^power + final,  u = min(t, over) / over',
  fields: {
    initial: rate('initial rate', {}),
    final: rate('final rate', { fallback: 0 }),
    power: number('power', { fallback: 1, above: 0 }),
    over: duration('decay length', 'total'),
    cycle: flag('start again at the end', false),
  },
  compile:
    ({ initial, final, power, over, cycle }) =>
    (t) => {
      const length = cycle ? over * Math.max(1, Math.ceil(t / over)) : over
      const u = Math.min(t, length) / length
      return (initial - final) * (1 - u) ** power + final
    },
})
