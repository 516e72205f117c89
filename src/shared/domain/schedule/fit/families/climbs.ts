import { defineFamily, logAxis, timeAxis, type Family } from '../family'

/** Rates that are zero in fact but divide: no more than this below the peak. */
export const mostDivided = 1e4

/** What rises by less than 5 % is a constant, drawn by hand. */
const rises = ({ start, end }: { start: number; end: number }) => start < 0.95 * end

/** The factors count from the last rate, so that `rate` is the one that stays. */
const rampFields = (start: number, end: number, number: (value: number) => number) => ({
  kind: 'ramp' as const,
  rate: number(end),
  from: end > 0 ? number(start / end) : 1,
})

const wholeRamp = (units: number) =>
  defineFamily({
    levels: ['start', 'end'],
    spec: ({ start, end }, round) => ({
      ...rampFields(start, end, round.number),
      over: round.time(units),
    }),
    accepts: rises,
  })

const shortRamp = (units: number) =>
  defineFamily({
    levels: ['start', 'end'],
    axes: { over: timeAxis(units, 0.03, 0.95, 12) },
    spec: ({ start, end, over }, round) => ({
      ...rampFields(start, end, round.number),
      over: round.time(over),
    }),
    accepts: rises,
  })

const logWarmup = (units: number) =>
  defineFamily({
    levels: ['low', 'peak'],
    axes: { warmup: timeAxis(units, 0.05, 1, 14) },
    spec: ({ low, peak, warmup }, round) => ({
      kind: 'log-warmup',
      low: round.number(low),
      peak: round.number(peak),
      warmup: round.time(warmup),
    }),
    accepts: ({ low, peak }) => low < peak,
  })

const trapezoid = (units: number, decayShape: 'linear' | 'cosine' | 'one-minus-sqrt') =>
  defineFamily({
    levels: ['peak', 'final'],
    axes: { warmup: timeAxis(units, 0.02, 0.6, 8), decay: timeAxis(units, 0.05, 0.8, 8) },
    spec: ({ peak, final, warmup, decay }, round) => ({
      kind: 'warmup-stable-decay',
      peak: round.number(peak),
      final: round.number(final),
      warmup: round.time(warmup),
      decay: round.time(decay),
      decayShape,
    }),
    accepts: ({ peak, final, warmup, decay }) => peak > final && warmup + decay <= 0.97 * units,
  })

const inverseSqrt = (units: number) =>
  defineFamily({
    levels: ['peak'],
    axes: { warmup: timeAxis(units, 0.01, 0.6, 16) },
    spec: ({ peak, warmup }, round) => ({
      kind: 'inverse-sqrt',
      peak: round.number(peak),
      warmup: round.time(warmup),
    }),
  })

/** Without a warm-up; the axis is the timescale as a share of the run. */
export const bareInverseSqrt = defineFamily({
  levels: ['peak'],
  axes: { share: logAxis(0.003, 10, 9) },
  spec: ({ peak, share }, round, { units }) => ({
    kind: 'inverse-sqrt',
    peak: round.number(peak),
    timescale: round.number(share * units),
  }),
})

/** The kind rounds its climb down to whole units, so the share is told a little above. */
const slantedTriangle = (units: number) =>
  defineFamily({
    levels: ['lowest', 'peak'],
    axes: { climb: timeAxis(units, 0.02, 0.6, 16) },
    spec: ({ lowest, peak, climb }, round) => ({
      kind: 'slanted-triangle',
      peak: round.number(peak),
      cut: round.number((climb + 1e-6) / units),
      ratio: round.number(peak / Math.max(lowest, peak / mostDivided) || 1),
    }),
    accepts: ({ lowest, peak }) => peak > lowest,
  })

/** Those that climb first. */
export const climbs = (units: number): readonly Family[] => [
  wholeRamp(units),
  shortRamp(units),
  logWarmup(units),
  trapezoid(units, 'linear'),
  trapezoid(units, 'cosine'),
  trapezoid(units, 'one-minus-sqrt'),
  inverseSqrt(units),
  slantedTriangle(units),
]
