/** What a formula can read, with what it means. */
export const variables = {
  t: 'unit of time, from 0: epochs or steps, as `per` says',
  T: 'number of units of the run',
  epoch: 'epoch, from 0',
  step: 'optimizer step, from 0',
  epochs: 'number of epochs',
  steps: 'number of steps',
  stepsPerEpoch: 'steps of one epoch',
  progress: 'share of the run that is done, t / T',
  initial: 'the initial rate',
  previous: 'the rate of the unit before; the initial rate at the start',
} as const

/** A name that a formula may read. */
export type VariableName = keyof typeof variables

/** Numbers with a name. */
export const constants = { pi: Math.PI, e: Math.E } as const

type Call = (...values: (number | undefined)[]) => number

interface FunctionEntry {
  readonly call: Call
  /** Fewest and most arguments. */
  readonly takes: readonly [number, number]
  readonly means: string
}

const one = (call: (x: number) => number, means: string): FunctionEntry => ({
  call: (x = NaN) => call(x),
  takes: [1, 1],
  means,
})
const many = (call: (...values: number[]) => number, means: string): FunctionEntry => ({
  call: (...values) => call(...values.map((value = NaN) => value)),
  takes: [1, 16],
  means,
})
const two = (call: (a: number, b: number) => number, means: string): FunctionEntry => ({
  call: (a = NaN, b = NaN) => call(a, b),
  takes: [2, 2],
  means,
})

/** Remainder with the sign of the divisor, as Python's. */
export const modulo = (a: number, b: number) => a - b * Math.floor(a / b)

/** The functions that a formula can call. */
export const functions: Readonly<Record<string, FunctionEntry>> = {
  abs: one(Math.abs, 'distance from 0'),
  sqrt: one(Math.sqrt, 'square root'),
  cbrt: one(Math.cbrt, 'cube root'),
  exp: one(Math.exp, 'e to the power of x'),
  ln: one(Math.log, 'natural logarithm'),
  log: {
    call: (x = NaN, base) => (base === undefined ? Math.log(x) : Math.log(x) / Math.log(base)),
    takes: [1, 2],
    means: 'natural logarithm, or to a base: log(x, 10)',
  },
  log2: one(Math.log2, 'logarithm to base 2'),
  log10: one(Math.log10, 'logarithm to base 10'),
  sin: one(Math.sin, 'sine of radians'),
  cos: one(Math.cos, 'cosine of radians'),
  tan: one(Math.tan, 'tangent of radians'),
  asin: one(Math.asin, 'arc sine'),
  acos: one(Math.acos, 'arc cosine'),
  atan: one(Math.atan, 'arc tangent'),
  atan2: two(Math.atan2, 'angle of the point (x, y): atan2(y, x)'),
  sinh: one(Math.sinh, 'hyperbolic sine'),
  cosh: one(Math.cosh, 'hyperbolic cosine'),
  tanh: one(Math.tanh, 'hyperbolic tangent'),
  floor: one(Math.floor, 'rounded down'),
  ceil: one(Math.ceil, 'rounded up'),
  round: one(Math.round, 'rounded to the nearest, halves up'),
  sign: one(Math.sign, '-1, 0 or 1'),
  min: many(Math.min, 'the smallest'),
  max: many(Math.max, 'the largest'),
  pow: two((a, b) => a ** b, 'a to the power of b'),
  mod: two(modulo, 'remainder of a / b, at least 0 for b above 0'),
  clamp: {
    call: (x = NaN, low = NaN, high = NaN) => Math.min(Math.max(x, low), high),
    takes: [3, 3],
    means: 'x, but at least low and at most high',
  },
  where: {
    call: (condition = NaN, yes = NaN, no = NaN) => (condition === 0 ? no : yes),
    takes: [3, 3],
    means: 'where(condition, a, b): a where it holds, else b',
  },
}
