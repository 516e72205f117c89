import { duration, number, rate } from '../fields'
import { defineShape } from '../kind'

export const ramp = defineShape({
  kind: 'ramp',
  family: 'Warm-up',
  title: 'Linear ramp',
  summary: 'From one fraction of the rate to another along a straight line, then it stays.',
  formula: 'rate * (from + (to - from) * min(t, over) / over)',
  source: 'PyTorch LinearLR.',
  fields: {
    rate: rate('rate', {}),
    from: number('first factor', { fallback: 1 / 3, min: 0 }),
    to: number('last factor', { fallback: 1, min: 0 }),
    over: duration('length', { fallback: 5 }),
  },
  example: { per: 'epoch', rate: 0.1, over: '30%' },
  shape:
    ({ rate, from, to, over }) =>
    (t) =>
      // At the end exactly what was asked for: rounding could go below 0.
      rate * (t < over ? from + ((to - from) * t) / over : to),
  handles: ({ rate, from, to, over }) => [
    {
      id: 'start',
      label: 'First rate',
      t: 0,
      rate: rate * from,
      moves: 'rate',
      drag: (place) => (rate > 0 ? { from: place.rate / rate } : {}),
    },
    {
      id: 'end',
      label: 'Last rate',
      t: over,
      rate: rate * to,
      moves: 'both',
      drag: (place) => ({
        over: Math.max(1, Math.round(place.t)),
        ...(rate > 0 && { to: place.rate / rate }),
      }),
    },
  ],
})
