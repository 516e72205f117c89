import { duration, rate } from '../fields'
import { defineShape } from '../kind'

export const flatCosine = defineShape({
  kind: 'flat-cosine',
  family: 'Decay',
  title: 'Flat, then cosine',
  summary: 'Holds the rate for most of the run, then lands along a cosine.',
  formula:
    'initial for t < flat, then final + (initial - final) * (1 + cos(pi * (t - flat) / (T - flat))) / 2',
  source: 'fastai fit_flat_cos.',
  fields: {
    initial: rate('initial rate', {}),
    final: rate('final rate', { fallback: 0 }),
    flat: duration('flat stretch', { fallback: '75%', least: 0, exact: true }),
  },
  example: { per: 'step', initial: 0.1 },
  check: ({ flat }, { totalUnits }) =>
    flat <= totalUnits ? null : `flat is ${flat} units, but the run has ${totalUnits}`,
  shape:
    ({ initial, final, flat }, { totalUnits }) =>
    (t) => {
      if (t < flat || flat === totalUnits) return initial
      const u = Math.min(1, (t - flat) / (totalUnits - flat))
      return final + ((initial - final) * (1 + Math.cos(Math.PI * u))) / 2
    },
  handles: ({ initial, final, flat }, { totalUnits }) => [
    {
      id: 'flat',
      label: 'End of the flat stretch',
      t: flat,
      rate: initial,
      moves: 'both',
      drag: (to) => ({
        initial: to.rate,
        flat: Math.min(totalUnits, Math.max(0, Math.round(to.t))),
      }),
    },
    {
      id: 'end',
      label: 'Final rate',
      t: totalUnits,
      rate: final,
      moves: 'rate',
      drag: (to) => ({ final: to.rate }),
    },
  ],
})
