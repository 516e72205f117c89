import { peakHandle } from '../common-handles'
import { choice, duration, rate } from '../fields'
import { defineShape } from '../kind'

const shapes = ['linear', 'cosine', 'one-minus-sqrt'] as const
type Shape = (typeof shapes)[number]

/** From 0 to 1 on the way up. */
const climb: Record<Shape, (p: number) => number> = {
  linear: (p) => p,
  cosine: (p) => (1 - Math.cos(Math.PI * p)) / 2,
  'one-minus-sqrt': (p) => 1 - Math.sqrt(1 - p),
}

/** From 1 to 0 on the way down. */
const fall: Record<Shape, (p: number) => number> = {
  linear: (p) => 1 - p,
  cosine: (p) => (1 + Math.cos(Math.PI * p)) / 2,
  'one-minus-sqrt': (p) => 1 - Math.sqrt(p),
}

/** Starts and ends at the final rate; after its end it stays there. */
export const warmupStableDecay = defineShape({
  kind: 'warmup-stable-decay',
  family: 'Warm-up',
  title: 'Warm-up, stable, decay',
  summary:
    'A trapezoid: up, a long flat stretch, down. The flat part can go on for as long as you like, and any point of it can be cooled down.',
  formula:
    'final + (peak - final) * p up over warmup, flat, down over the last decay units; the three fill T',
  source: 'MiniCPM, arXiv 2404.06395; transformers get_wsd_schedule.',
  fields: {
    peak: rate('peak rate', {}),
    warmup: duration('warm-up', { least: 0 }),
    decay: duration('decay', { least: 0 }),
    final: rate('final rate', { fallback: 0 }),
    warmupShape: choice('shape of the warm-up', shapes),
    decayShape: choice('shape of the decay', shapes),
  },
  example: { per: 'step', peak: 0.1, warmup: '10%', decay: '20%', decayShape: 'one-minus-sqrt' },
  check: ({ warmup, decay }, { totalUnits }) =>
    warmup + decay <= totalUnits
      ? null
      : `warmup and decay take ${warmup} + ${decay} units, but the run has ${totalUnits}`,
  shape: ({ peak, warmup, decay, final, warmupShape, decayShape }, { totalUnits }) => {
    const decayStart = totalUnits - decay
    const factor = (t: number) => {
      if (t < warmup) return climb[warmupShape](t / warmup)
      if (t < decayStart) return 1
      return t < totalUnits ? fall[decayShape]((t - decayStart) / decay) : 0
    }
    return (t) => final + (peak - final) * factor(t)
  },
  handles: ({ peak, warmup, decay, final }, { totalUnits }) => [
    peakHandle(warmup, peak, totalUnits - decay),
    {
      id: 'decay',
      label: 'Start of the decay',
      t: totalUnits - decay,
      rate: peak,
      moves: 'time',
      drag: (to) => ({
        decay: Math.min(totalUnits - warmup, Math.max(0, Math.round(totalUnits - to.t))),
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
