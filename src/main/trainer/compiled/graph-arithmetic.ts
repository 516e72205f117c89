import type { FunctionGraph } from '../graph/function-graph'
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
import type { Tensor } from '../graph/tensor'
import type { Arithmetic } from '../optimizers/arithmetic'

/** The arithmetic of optimizer rules as nodes of a function. */
export const graphArithmetic = (graph: FunctionGraph): Arithmetic<Tensor> => ({
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
