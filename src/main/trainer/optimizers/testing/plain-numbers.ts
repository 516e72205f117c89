import type { Arithmetic } from '../arithmetic'

/** Arithmetic on numbers; `round` is `Math.fround` for float32, or gives its argument for float64. */
export const plainNumbers = (round: (value: number) => number): Arithmetic<number> => ({
  constant: round,
  add: (a, b) => round(a + b),
  sub: (a, b) => round(a - b),
  mul: (a, b) => round(a * b),
  div: (a, b) => round(a / b),
  maximum: Math.max,
  minimum: Math.min,
  sqrt: (a) => round(Math.sqrt(a)),
  square: (a) => round(a * a),
  sign: Math.sign,
  sumOfSquares: (a) => round(a * a),
})
