import {
  defineFamily,
  fixedAt,
  linearAxis,
  logAxis,
  nearAxis,
  timeAxis,
  type Axis,
  type Family,
} from '../family'
import { jumpsOf, turnsOf, type Jump, type Turn } from '../turns'
import type { Sketch } from '../drawn-curve'
import { mostDivided } from './climbs'

/** Without a momentum of its own: a drawing says nothing about it. */
const oneCycle = (units: number, shape: 'cosine' | 'linear', threePhase: boolean) =>
  defineFamily({
    levels: ['peak', 'start', 'end'],
    axes: { warmup: timeAxis(units, 0.05, threePhase ? 0.48 : 0.9, 14) },
    spec: ({ peak, start, end, warmup }, round) => {
      const initial = Math.max(start, peak / mostDivided)
      return {
        kind: 'one-cycle',
        peak: round.number(peak),
        startDivisor: round.number(peak / initial || 1),
        endDivisor: round.number(initial / Math.max(end, initial / mostDivided) || 1),
        warmup: round.time(warmup),
        shape,
        ...(threePhase && { threePhase }),
        momentum: null,
      }
    },
    accepts: ({ peak, start, end }) => peak > start && start >= end,
  })

type Mode = 'triangular' | 'triangular2'

/** `share` is the climb's part of a cycle. */
const triangles = (mode: Mode, axes: Readonly<Record<'length' | 'share', Axis>>) =>
  defineFamily({
    levels: ['low', 'high'],
    axes,
    spec: ({ low, high, length, share }, round) => {
      const up = Math.max(1, Math.round(length * share))
      return {
        kind: 'cyclic',
        low: round.number(low),
        high: round.number(high),
        up: round.period(up),
        down: round.period(Math.max(1, length - up)),
        mode,
      }
    },
    accepts: ({ low, high }) => low < high,
  })

const restarts = (axes: Readonly<Record<'period' | 'periodFactor' | 'peakFactor', Axis>>) =>
  defineFamily({
    levels: ['initial', 'final'],
    axes,
    spec: ({ initial, final, period, periodFactor, peakFactor }, round) => ({
      kind: 'cosine-restarts',
      initial: round.number(initial),
      final: round.number(final),
      period: round.period(period),
      periodFactor: round.number(periodFactor),
      peakFactor: round.number(peakFactor),
    }),
    accepts: ({ initial, final }) => initial > final,
  })

/** Up to the peak at the first turn, then down: for curves that climb first. */
export const oneCycles = (units: number): readonly Family[] => [
  oneCycle(units, 'cosine', false),
  oneCycle(units, 'linear', false),
  oneCycle(units, 'cosine', true),
  oneCycle(units, 'linear', true),
]

/** Triangles from a low rate on; the last valley tells the length best, if all are as deep. */
function trianglesOf(turns: readonly Turn[], units: number): readonly Family[] {
  const valleys = turns.filter(({ kind }) => kind === 'valley')
  const [peak] = turns
  const [valley] = valleys
  if (peak?.kind !== 'peak' || valley === undefined) return []
  const length = (valleys.at(-1)?.t ?? valley.t) / valleys.length
  const share = { ...linearAxis(0.05, 0.95, 10), grid: [peak.t / valley.t] }
  const axes = { length: nearAxis(length, units), share }
  return [
    triangles('triangular', { ...axes, share: fixedAt(0.5) }),
    triangles('triangular2', { ...axes, share: fixedAt(0.5) }),
    triangles('triangular', axes),
    triangles('triangular2', axes),
  ]
}

const growth = logAxis(1.05, 3, 8)
const same = fixedAt(1)

/** Decays that jump up again; the first two jumps tell how the cycles grow. */
function restartsOf(jumps: readonly Jump[], units: number): readonly Family[] {
  const [first, second] = jumps
  const last = jumps.at(-1)
  if (first === undefined || last === undefined) return []
  const equal = nearAxis(last.t / jumps.length, units)
  const period = nearAxis(first.t, units)
  const periodFactor = second
    ? { ...growth, grid: [Math.min(3, Math.max(1.05, second.t / first.t - 1))] }
    : growth
  const peakFactor = { ...logAxis(0.1, 1, 8), grid: [Math.min(1, first.share)] }
  return [
    restarts({ period: equal, periodFactor: same, peakFactor: same }),
    restarts({ period: equal, periodFactor: same, peakFactor }),
    restarts({ period, periodFactor, peakFactor: same }),
    restarts({ period, periodFactor, peakFactor }),
  ]
}

/** Those that rise and fall again and again, as the turns of a curve suggest them. */
export function cycles(sketch: Sketch): readonly Family[] {
  const turns = turnsOf(sketch)
  return [
    ...trianglesOf(turns, sketch.totalUnits),
    ...restartsOf(jumpsOf(sketch, turns), sketch.totalUnits),
  ]
}
