import type { Rounding } from '../rounding'
import { defineFamily, linearAxis, logAxis, timeAxis, type Family } from '../family'

interface Ends {
  readonly initial: number
  readonly final: number
}

/** What falls by less than 5 % is a constant, drawn by hand. */
const falls = ({ initial, final }: Ends) => final < 0.95 * initial

const ends = ({ initial, final }: Ends, { number }: Rounding) => ({
  initial: number(initial),
  final: number(final),
})

/** One level and nothing else. */
export const constant = defineFamily({
  levels: ['rate'],
  spec: ({ rate }, round) => ({ kind: 'constant', rate: round.number(rate) }),
})

/** From one rate to another, with nothing else to choose. */
const plain = (kind: 'polynomial' | 'cosine' | 'rex' | 'tanh') =>
  defineFamily({
    levels: ['initial', 'final'],
    spec: (values, round, { over }) => ({ kind, ...ends(values, round), ...over }),
    accepts: falls,
  })

const power = defineFamily({
  levels: ['initial', 'final'],
  axes: { power: logAxis(0.2, 10, 9) },
  spec: ({ power, ...rates }, round, { over }) => ({
    kind: 'polynomial',
    ...ends(rates, round),
    power: round.number(power),
    ...over,
  }),
  accepts: falls,
})

/** The axis is the number of e-folds in the run. */
const exponential = defineFamily({
  levels: ['initial'],
  axes: { folds: logAxis(0.1, 40, 9) },
  spec: ({ initial, folds }, round, { units }) => ({
    kind: 'exponential',
    initial: round.number(initial),
    k: round.number(folds / units),
  }),
})

/** The axis is how much the divisor grows in the run. */
const inverseTime = defineFamily({
  levels: ['initial'],
  axes: { growth: logAxis(0.1, 1000, 9) },
  spec: ({ initial, growth }, round, { units }) => ({
    kind: 'inverse-time',
    initial: round.number(initial),
    decay: round.number(growth / units),
  }),
})

/** Those that fall from their first unit on: alone or after a warm-up. */
export const decays: readonly Family[] = [
  plain('polynomial'),
  power,
  plain('cosine'),
  plain('rex'),
  plain('tanh'),
  exponential,
  inverseTime,
]

/** The rate falls about as exp(-decay * t^2 / 2); the axis is decay * T^2. */
const compounding = defineFamily({
  levels: ['initial'],
  axes: { bend: logAxis(0.5, 500, 8) },
  spec: ({ initial, bend }, round, { units }) => ({
    kind: 'compounding-time',
    initial: round.number(initial),
    decay: round.number(bend / units ** 2),
  }),
})

/** It is computed from unit to unit, and makes sense per epoch only. */
const mostCompounded = 1000

/** Holds, then lands along a cosine at the end of the run. */
export const flatCosine = (units: number) =>
  defineFamily({
    levels: ['initial', 'final'],
    axes: { flat: timeAxis(units, 0.1, 0.95, 12) },
    spec: ({ flat, ...rates }, round) => ({
      kind: 'flat-cosine',
      ...ends(rates, round),
      flat: round.time(flat),
    }),
    accepts: falls,
  })

const freeTanh = defineFamily({
  levels: ['initial', 'final'],
  axes: { lower: linearAxis(-9, -0.5, 6), upper: linearAxis(0.5, 7, 6) },
  spec: ({ lower, upper, ...rates }, round) => ({
    kind: 'tanh',
    ...ends(rates, round),
    lower: round.number(lower),
    upper: round.number(upper),
  }),
  accepts: falls,
})

/** A decay that reaches its end before the run does. */
const early = (kind: 'polynomial' | 'cosine', units: number) =>
  defineFamily({
    levels: ['initial', 'final'],
    axes: { over: timeAxis(units, 0.1, 0.95, 10) },
    spec: ({ over, ...rates }, round) => ({ kind, ...ends(rates, round), over: round.time(over) }),
    accepts: falls,
  })

/** Decays with one more parameter, which are not tried after a warm-up. */
export const richDecays = (units: number): readonly Family[] => [
  flatCosine(units),
  freeTanh,
  ...(units <= mostCompounded ? [compounding] : []),
  early('polynomial', units),
  early('cosine', units),
]
