import { levelStretches, type Segment } from '../changepoints'
import type { Sketch } from '../drawn-curve'
import { defineFamily, logAxis, periodAxis, type Family } from '../family'

/** The second axis is the number of e-folds in the run, as of an exponential decay. */
export const step = (totalUnits: number) =>
  defineFamily({
    levels: ['initial'],
    axes: { every: periodAxis(totalUnits, 0.06, 0.5, 1.06), folds: logAxis(0.4, 10, 6) },
    spec: ({ initial, every, folds }, round) => ({
      kind: 'step',
      initial: round.number(initial),
      factor: round.number(Math.exp((-folds * every) / totalUnits)),
      every: round.period(every),
    }),
  })

/** Moments in units of the run; after a warm-up they count from its end. */
const multiStep = (moments: readonly number[], totalUnits: number) =>
  defineFamily({
    levels: ['initial'],
    axes: { factor: logAxis(0.02, 0.95, 8) },
    given: moments.length,
    spec: ({ initial, factor }, round, { units }) => ({
      kind: 'multi-step',
      initial: round.number(initial),
      factor: round.number(factor),
      milestones: moments.map((moment) => round.time(Math.max(0, moment - (totalUnits - units)))),
    }),
  })

/** A boundary is the last unit of its piece, one before the moment of change. */
const piecewise = (moments: readonly number[]) => {
  const levels = [0, ...moments].map((_, index) => `rate${index}`)
  return defineFamily({
    levels,
    given: moments.length,
    spec: (values, round) => ({
      kind: 'piecewise',
      boundaries: moments.map((moment) => round.time(moment - 1)),
      rates: levels.map((level) => round.number(values[level] ?? 0)),
    }),
  })
}

/** The first whole unit that is nearer to the new level; samples may lie many units apart. */
function momentOf(before: Segment, after: Segment, { times, shareAt }: Sketch): number {
  let low = times[before.end - 1] ?? 0
  let high = times[after.start] ?? 0
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    const share = shareAt(middle)
    if (Math.abs(share - after.mean) <= Math.abs(share - before.mean)) high = middle
    else low = middle
  }
  return high
}

const mostPieces = 5
/** Samples of the shortest piece, as a share of all. */
const shortestShare = 0.02

/** Moments at which a stepped curve would change, for each number of pieces. */
function cuttings(sketch: Sketch, from: number): readonly (readonly number[])[] {
  const first = sketch.times.findIndex((time) => time >= from)
  const rest = { ...sketch, times: sketch.times.slice(first) }
  const shortest = Math.max(2, Math.round(rest.times.length * shortestShare))
  return levelStretches(sketch.shares.slice(first), mostPieces, shortest).map((segments) =>
    segments.slice(1).map((after, index) => momentOf(segments[index] ?? after, after, rest)),
  )
}

/** Falling steps at moments of their own; `from` is the unit from which on they are looked for. */
export const multiSteps = (sketch: Sketch, from: number): readonly Family[] =>
  cuttings(sketch, from).map((moments) => multiStep(moments, sketch.totalUnits))

/** All curves that hold a rate and jump to the next. */
export const steps = (sketch: Sketch): readonly Family[] => [
  step(sketch.totalUnits),
  ...multiSteps(sketch, 0),
  ...cuttings(sketch, 0).map(piecewise),
]
