import { duration, number, rate } from '../fields'
import { defineShape } from '../kind'

/** The climb takes the share `cut` of the length, rounded down to whole units, at least 1. */
const climbOf = (cut: number, over: number) => Math.max(1, Math.floor(cut * over))

export const slantedTriangle = defineShape({
  kind: 'slanted-triangle',
  family: 'Warm-up',
  title: 'Slanted triangle',
  summary: 'A short climb and a long straight fall: made for fine-tuning a pre-trained model.',
  formula:
    'peak * (1 + p * (ratio - 1)) / ratio,  p from 0 to 1 over c = floor(cut * over) units, then 1 - (t - c) / (c * (1 / cut - 1)), at least 0',
  source: 'ULMFiT, arXiv 1801.06146.',
  fields: {
    peak: rate('peak rate', {}),
    cut: number('share of the climb', { fallback: 0.1, above: 0, max: 0.99, quantity: 'share' }),
    ratio: number('peak is the lowest rate times', { fallback: 32, min: 1 }),
    over: duration('length', { fallback: 'total' }),
  },
  example: { per: 'step', peak: 0.1 },
  shape: ({ peak, cut, ratio, over }) => {
    const climb = climbOf(cut, over)
    return (t) => {
      const p = t < climb ? t / climb : 1 - (t - climb) / (climb * (1 / cut - 1))
      return (peak * (1 + Math.max(0, p) * (ratio - 1))) / ratio
    }
  },
  handles: ({ peak, cut, over }) => [
    {
      id: 'peak',
      label: 'Peak',
      t: climbOf(cut, over),
      rate: peak,
      moves: 'both',
      drag: (to) => ({ peak: to.rate, cut: Math.min(0.99, Math.max(0.001, to.t / over)) }),
    },
  ],
})
