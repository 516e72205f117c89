import { startHandle } from '../common-handles'
import { number, rate } from '../fields'
import { defineShape } from '../kind'

export const step = defineShape({
  kind: 'step',
  family: 'Steps',
  title: 'Step',
  summary: 'Holds the rate, then cuts it by a factor, again and again at equal distances.',
  formula: 'initial * factor^floor(t / every)',
  source: 'PyTorch StepLR; Keras ExponentialDecay(staircase); timm StepLR; the article.',
  fields: {
    initial: rate('initial rate', {}),
    factor: number('factor', { min: 0 }),
    every: number('units between cuts', { above: 0 }),
  },
  example: { per: 'epoch', initial: 0.5, factor: 0.5, every: 20 },
  shape:
    ({ initial, factor, every }) =>
    (t) =>
      initial * factor ** Math.floor(t / every),
  handles: ({ initial, factor, every }) => [
    startHandle(initial),
    {
      id: 'cut',
      label: 'First cut',
      t: every,
      rate: initial * factor,
      moves: 'both',
      drag: (to) => ({
        every: Math.max(1, Math.round(to.t)),
        ...(initial > 0 && { factor: to.rate / initial }),
      }),
    },
  ],
})
