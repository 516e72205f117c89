import { duration, number } from '../fields'
import { defineShape } from '../kind'

/** Steps count from 1 in the paper: t + 1. */
export const noam = defineShape({
  kind: 'noam',
  family: 'Warm-up',
  title: 'Noam',
  summary:
    'The Transformer’s own: a linear climb, then the inverse square root, scaled by the model’s width.',
  formula: 'factor * modelSize^-0.5 * min((t + 1)^-0.5, (t + 1) * warmup^-1.5)',
  source: 'Attention is all you need, arXiv 1706.03762.',
  fields: {
    factor: number('factor', { min: 0 }),
    modelSize: number('model size', { above: 0 }),
    warmup: duration('warm-up', {}),
  },
  example: { per: 'step', factor: 1, modelSize: 512, warmup: '15%' },
  shape:
    ({ factor, modelSize, warmup }) =>
    (t) =>
      factor * modelSize ** -0.5 * Math.min((t + 1) ** -0.5, (t + 1) * warmup ** -1.5),
  handles: ({ factor, modelSize, warmup }) => [
    {
      id: 'peak',
      label: 'Peak',
      t: Math.max(0, warmup - 1),
      rate: factor * (modelSize * warmup) ** -0.5,
      moves: 'both',
      drag: (to) => {
        const next = Math.max(1, Math.round(to.t + 1))
        return { warmup: next, factor: to.rate * (modelSize * next) ** 0.5 }
      },
    },
  ],
})
