import { choice, duration, flag, momentum, number, rate } from '../fields'
import { defineShape, type ValueOfUnit } from '../kind'

type Shape = 'cosine' | 'linear'

/** From a to b as u goes from 0 to 1. */
const between: Record<Shape, (a: number, b: number, u: number) => number> = {
  cosine: (a, b, u) => b + ((a - b) / 2) * (1 + Math.cos(Math.PI * u)),
  linear: (a, b, u) => (b - a) * u + a,
}

interface Leg {
  readonly end: number
  readonly from: number
  readonly to: number
}

/** The value along legs laid end to end; it stays after `last`. A leg of no length is at its end. */
function along(legs: readonly Leg[], shape: Shape, last: number): ValueOfUnit {
  return (unit) => {
    const t = Math.min(unit, last)
    let start = 0
    for (const [index, { end, from, to }] of legs.entries()) {
      if (t <= end || index === legs.length - 1) {
        return end === start ? to : between[shape](from, to, (t - start) / (end - start))
      }
      start = end
    }
    return NaN
  }
}

interface CycleShape {
  readonly warmup: number
  readonly threePhase: boolean
  readonly shape: Shape
}

/** low -> high -> last, or low -> high -> low -> last with three phases. */
function cycle(
  [low, high, last]: readonly [number, number, number],
  { warmup, threePhase, shape }: CycleShape,
  total: number,
): ValueOfUnit {
  const up = { end: warmup - 1, from: low, to: high }
  const down = { end: 2 * warmup - 2, from: high, to: low }
  const legs = threePhase
    ? [up, down, { end: total - 1, from: low, to: last }]
    : [up, { end: total - 1, from: high, to: last }]
  return along(legs, shape, total - 1)
}

/**
 * PyTorch's legs end at warmup - 1, 2 * warmup - 2 (with three phases) and T - 1, where the
 * warm-up is not rounded to a whole unit.
 */
export const oneCycle = defineShape({
  kind: 'one-cycle',
  family: 'Cycles',
  title: 'One cycle',
  summary:
    'Up to a high peak, then far below the start, momentum the other way round: trains fast in few epochs.',
  formula:
    'peak / startDivisor up to peak at warmup - 1, then down to peak / (startDivisor * endDivisor) at T - 1, along cosines or lines',
  source: 'Super-convergence, arXiv 1708.07120; PyTorch OneCycleLR; fastai fit_one_cycle.',
  fields: {
    peak: rate('peak rate', {}),
    startDivisor: number('start is peak divided by', { fallback: 25, above: 0 }),
    endDivisor: number('end is start divided by', { fallback: 1e4, above: 0 }),
    warmup: duration('climb', { fallback: '30%', least: 0, exact: true }),
    shape: choice('shape', ['cosine', 'linear']),
    threePhase: flag('down as long as up, then a tail', false),
    momentum: momentum('momentum', { low: 0.85, high: 0.95 }),
  },
  example: { per: 'step', peak: 0.3 },
  check: ({ warmup }, { totalUnits }) =>
    warmup <= totalUnits ? null : `warmup is ${warmup} units, but the run has ${totalUnits}`,
  shape: ({ peak, startDivisor, endDivisor, ...shape }, { totalUnits }) => {
    const initial = peak / startDivisor
    return cycle([initial, peak, initial / endDivisor], shape, totalUnits)
  },
  momentum: ({ momentum, ...shape }, { totalUnits }) =>
    momentum && cycle([momentum.high, momentum.low, momentum.high], shape, totalUnits),
  handles: ({ peak, startDivisor, endDivisor, warmup }, { totalUnits }) => [
    {
      id: 'start',
      label: 'Initial rate',
      t: 0,
      rate: peak / startDivisor,
      moves: 'rate',
      drag: (to) => (to.rate > 0 ? { startDivisor: peak / to.rate } : {}),
    },
    {
      id: 'peak',
      label: 'Peak',
      t: Math.max(0, warmup - 1),
      rate: peak,
      moves: 'both',
      drag: (to) => ({
        peak: to.rate,
        warmup: Math.min(totalUnits, Math.max(0, Math.round(to.t + 1))),
      }),
    },
    {
      id: 'end',
      label: 'Final rate',
      t: Math.max(0, totalUnits - 1),
      rate: peak / startDivisor / endDivisor,
      moves: 'rate',
      drag: (to) => (to.rate > 0 ? { endDivisor: peak / startDivisor / to.rate } : {}),
    },
  ],
})
