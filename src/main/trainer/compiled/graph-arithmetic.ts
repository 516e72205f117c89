import {
  add,
  constant,
  div,
  maximum,
  minimum,
  mul,
  sign,
  sqrt,
  square,
  sub,
  sum,
} from '../graph/ops/math'
import type { Scope, Tensor } from '../graph/tensor'
import type { Arithmetic } from '../optimizers/arithmetic'

/** The arithmetic of optimizer rules as nodes of a function. */
export const graphArithmetic = (graph: Scope): Arithmetic<Tensor> => ({
  constant: (value) => constant(graph, value),
  add,
  sub,
  mul,
  div,
  maximum,
  minimum,
  sqrt,
  square,
  sign,
  sumOfSquares: (a) => sum(square(a)),
})
