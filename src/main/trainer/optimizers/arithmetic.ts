/**
 * What optimizers are written in: operations on float32 tensors, element by element. Where one of
 * two operands is a scalar it goes with every element of the other.
 */
export interface Arithmetic<T> {
  /** A scalar, rounded to float32. */
  constant(value: number): T
  add(a: T, b: T): T
  sub(a: T, b: T): T
  mul(a: T, b: T): T
  div(a: T, b: T): T
  maximum(a: T, b: T): T
  minimum(a: T, b: T): T
  sqrt(a: T): T
  square(a: T): T
  /** -1, 0 or 1. */
  sign(a: T): T
  /** A scalar: the sum of the elements' squares. */
  sumOfSquares(a: T): T
}
