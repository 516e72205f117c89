import type { Handle } from './handles'

/** The rate that a schedule starts from. */
export const startHandle = (rate: number, field = 'initial'): Handle => ({
  id: 'start',
  label: 'Initial rate',
  t: 0,
  rate,
  moves: 'rate',
  drag: (to) => ({ [field]: to.rate }),
})

/** Where a decay ends: its length and its final rate. */
export const endHandle = (label: string, over: number, rate: number): Handle => ({
  id: 'end',
  label,
  t: over,
  rate,
  moves: 'both',
  drag: (to) => ({ over: Math.max(1, Math.round(to.t)), final: to.rate }),
})

/** Where a climb ends: its length, at most `longest` units, and the highest rate. */
export const peakHandle = (warmup: number, rate: number, longest = Infinity): Handle => ({
  id: 'peak',
  label: 'Peak',
  t: warmup,
  rate,
  moves: 'both',
  drag: (to) => ({
    peak: to.rate,
    warmup: Math.min(longest, Math.max(1, Math.round(to.t))),
  }),
})
