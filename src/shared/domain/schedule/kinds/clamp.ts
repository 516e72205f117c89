import { optionalNumber, rate, schedule } from '../fields'
import { defineKind } from '../kind'

export const clamp = defineKind({
  kind: 'clamp',
  family: 'Composition',
  title: 'Clamp',
  summary: 'Any schedule, kept between a floor and a ceiling.',
  formula: 'min(high, max(low, schedule))',
  source: 'optax exponential_decay(end_value); timm lr_min.',
  fields: {
    schedule: schedule('schedule'),
    low: rate('floor', { fallback: 0 }),
    high: optionalNumber('ceiling', { min: 0 }),
  },
  example: {
    per: 'epoch',
    schedule: { kind: 'exponential', initial: 0.1, k: 0.1 },
    low: 0.005,
  },
  check: ({ low, high = Infinity }) =>
    low <= high ? null : `low must be at most high; low is ${low}, high ${high}`,
  build: ({ schedule, low, high = Infinity }, scope) => {
    const child = scope.child('schedule', schedule)
    return {
      ...child,
      rateAt: (step, state) => {
        const rate = child.rateAt(step, state)
        // A rate that is not a number stays one, to be found and named.
        return Number.isNaN(rate) ? rate : Math.min(high, Math.max(low, rate))
      },
    }
  },
  handles: ({ low }, { totalUnits }) => [
    {
      id: 'low',
      label: 'Floor',
      t: totalUnits,
      rate: low,
      moves: 'rate',
      drag: (to) => ({ low: to.rate }),
    },
  ],
})
