import { startHandle } from '../common-handles'
import { choice, duration, number, optionalNumber, rate } from '../fields'
import { defineShape } from '../kind'

/** Where a unit lies: which cycle, how far into it. */
function placeInCycle(t: number, period: number, factor: number) {
  if (factor === 1) {
    const cycle = Math.floor(t / period)
    return { cycle, share: (t - cycle * period) / period }
  }
  let cycle = 0
  let start = 0
  let length = period
  while (t >= start + length) {
    start += length
    length *= factor
    cycle++
  }
  return { cycle, share: (t - start) / length }
}

/** Cycle i is periodFactor^i periods long; its peak is peakFactor^i as high. */
export const cosineRestarts = defineShape({
  kind: 'cosine-restarts',
  family: 'Cycles',
  title: 'Cosine with restarts',
  summary:
    'Cosine decays one after the other, each jumping back up: escapes sharp minima, and every valley is a model worth keeping.',
  formula:
    'cosine within each cycle of period * periodFactor^i units; peak of cycle i: final + (initial - final) * peakFactor^i',
  source:
    'SGDR, arXiv 1608.03983; Keras CosineDecayRestarts (t_mul, m_mul); PyTorch CosineAnnealingWarmRestarts; timm (peaks: absolute); transformers (cycles).',
  fields: {
    initial: rate('first peak', {}),
    final: rate('floor', { fallback: 0 }),
    period: duration('first cycle', {}),
    periodFactor: number('next cycle, times', { fallback: 1, min: 1 }),
    peakFactor: number('next peak, times', { fallback: 1, min: 0 }),
    peaks: choice(
      'peak factor counts',
      ['above-floor', 'absolute'],
      'Keras lowers the height above the floor, timm the peak itself.',
    ),
    cycles: optionalNumber('stop after cycles', { min: 1, whole: true }),
  },
  example: { per: 'epoch', initial: 0.1, period: '20%', periodFactor: 1.5, peakFactor: 0.8 },
  shape:
    ({ initial, final, period, periodFactor, peakFactor, peaks, cycles = Infinity }) =>
    (t) => {
      const { cycle, share } = placeInCycle(t, period, periodFactor)
      if (cycle >= cycles) return final
      const height =
        peaks === 'absolute'
          ? initial * peakFactor ** cycle - final
          : (initial - final) * peakFactor ** cycle
      return final + (height * (1 + Math.cos(Math.PI * share))) / 2
    },
  handles: ({ initial, final, period, peakFactor, peaks }) => {
    const second =
      peaks === 'absolute' ? initial * peakFactor : final + (initial - final) * peakFactor
    const factorOf = (peak: number) =>
      Math.max(0, peaks === 'absolute' ? peak / initial : (peak - final) / (initial - final))
    return [
      startHandle(initial),
      {
        id: 'restart',
        label: 'First restart',
        t: period,
        rate: second,
        moves: 'both',
        drag: (to) => ({
          period: Math.max(1, Math.round(to.t)),
          ...(initial > final && { peakFactor: factorOf(to.rate) }),
        }),
      },
    ]
  },
})
