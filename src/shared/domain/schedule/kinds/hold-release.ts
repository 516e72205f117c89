import { duration, number, rate } from '../fields'
import { defineShape } from '../kind'

export const holdRelease = defineShape({
  kind: 'hold-release',
  family: 'Fixed',
  title: 'Hold, then release',
  summary: 'A fraction of the rate for a while, then all of it at once: the simplest warm-up.',
  formula: 'rate * factor for t < hold, then rate',
  source: 'PyTorch ConstantLR; Goyal et al., arXiv 1706.02677 (constant warm-up).',
  fields: {
    rate: rate('rate', {}),
    factor: number('factor while held', { fallback: 1 / 3, min: 0 }),
    hold: duration('hold', { fallback: 5, least: 0 }),
  },
  example: { per: 'epoch', rate: 0.1, hold: '15%' },
  shape:
    ({ rate, factor, hold }) =>
    (t) =>
      t < hold ? rate * factor : rate,
  handles: ({ rate, factor, hold }, { totalUnits }) => [
    {
      id: 'held',
      label: 'Held rate',
      t: 0,
      rate: rate * factor,
      moves: 'rate',
      drag: (to) => (rate > 0 ? { factor: to.rate / rate } : {}),
    },
    {
      id: 'release',
      label: 'Release',
      t: hold,
      rate,
      moves: 'both',
      drag: (to) => ({
        rate: to.rate,
        hold: Math.min(totalUnits, Math.max(0, Math.round(to.t))),
      }),
    },
  ],
})
