import {
  GraphError,
  elements,
  written,
  type DType,
  type Shape,
  type Scope,
  type Tensor,
} from '../tensor'
import { broadcastShape, expectSameType } from './broadcast'

const typed = (dtype: DType) => ({ T: { kind: 'type', value: dtype } }) as const

/** A tensor of these values, row-major; one value for every element, or one for all. */
export function constant(
  graph: Scope,
  value: readonly number[] | number,
  dtype: DType = 'float32',
  shape: Shape = typeof value === 'number' ? [] : [value.length],
): Tensor {
  const values = typeof value === 'number' ? [value] : value
  if (values.length !== 1 && values.length !== elements(shape)) {
    throw new GraphError(`a constant of ${shape.join(' x ')} cannot have ${values.length} values`)
  }
  return graph.addOne({
    op: 'Const',
    inputs: [],
    attributes: {
      dtype: { kind: 'type', value: dtype },
      value: { kind: 'values', type: { dtype, shape }, value: values },
    },
    outputs: [{ output: 'output', dtype, shape }],
  })
}

function binary(op: string, one: Tensor, other: Tensor, dtype = one.dtype): Tensor {
  expectSameType(op, [one, other])
  return one.graph.addOne({
    op,
    inputs: [one, other],
    attributes: typed(one.dtype),
    outputs: [{ output: 'z', dtype, shape: broadcastShape(op, one, other) }],
  })
}

export const add = (one: Tensor, other: Tensor) => binary('AddV2', one, other)
export const sub = (one: Tensor, other: Tensor) => binary('Sub', one, other)
export const mul = (one: Tensor, other: Tensor) => binary('Mul', one, other)
export const div = (one: Tensor, other: Tensor) => binary('RealDiv', one, other)
export const maximum = (one: Tensor, other: Tensor) => binary('Maximum', one, other)
export const minimum = (one: Tensor, other: Tensor) => binary('Minimum', one, other)
export const less = (one: Tensor, other: Tensor) => binary('Less', one, other, 'bool')
export const greater = (one: Tensor, other: Tensor) => binary('Greater', one, other, 'bool')
export const greaterEqual = (one: Tensor, other: Tensor) =>
  binary('GreaterEqual', one, other, 'bool')
export const equal = (one: Tensor, other: Tensor) => binary('Equal', one, other, 'bool')
export const bitwiseXor = (one: Tensor, other: Tensor) => binary('BitwiseXor', one, other)
export const rightShift = (one: Tensor, other: Tensor) => binary('RightShift', one, other)

function unary(op: string, input: Tensor, names: readonly [string, string] = ['x', 'y']): Tensor {
  const { dtype, shape, graph } = input
  return graph.addOne({
    op,
    inputs: [input],
    attributes: typed(dtype),
    outputs: [{ output: names[1], dtype, shape }],
  })
}

export const neg = (input: Tensor) => unary('Neg', input)
export const sqrt = (input: Tensor) => unary('Sqrt', input)
export const rsqrt = (input: Tensor) => unary('Rsqrt', input)
export const square = (input: Tensor) => unary('Square', input)
export const abs = (input: Tensor) => unary('Abs', input)
export const sign = (input: Tensor) => unary('Sign', input)
export const exp = (input: Tensor) => unary('Exp', input)
export const erf = (input: Tensor) => unary('Erf', input)
export const tanh = (input: Tensor) => unary('Tanh', input)
export const sigmoid = (input: Tensor) => unary('Sigmoid', input)
export const identity = (input: Tensor) => unary('Identity', input, ['input', 'output'])

/** One node's value, given out only once others have run. */
export function afterAll(input: Tensor, nodes: readonly { readonly name: string }[]): Tensor {
  const { dtype, shape, graph } = input
  return graph.addOne({
    op: 'Identity',
    inputs: [input],
    attributes: typed(dtype),
    outputs: [{ output: 'output', dtype, shape }],
    after: graph.nodes.filter(({ name }) => nodes.some((node) => node.name === name)),
  })
}

/** The same values as another element type; numbers are cut, not rounded. */
export function cast(input: Tensor, dtype: DType): Tensor {
  return input.graph.addOne({
    op: 'Cast',
    inputs: [input],
    attributes: {
      SrcT: { kind: 'type', value: input.dtype },
      DstT: { kind: 'type', value: dtype },
    },
    outputs: [{ output: 'y', dtype, shape: input.shape }],
  })
}

/** [m, k] x [k, n], either of them transposed first. */
export function matMul(
  a: Tensor,
  b: Tensor,
  { transposeA = false, transposeB = false } = {},
): Tensor {
  const [rows, inner] = transposeA ? [a.shape[1], a.shape[0]] : a.shape
  const [other, columns] = transposeB ? [b.shape[1], b.shape[0]] : b.shape
  expectSameType('MatMul', [a, b])
  if (a.shape.length !== 2 || b.shape.length !== 2 || rows === undefined || columns === undefined) {
    throw new GraphError(`MatMul needs two matrices, was given ${written(a)} and ${written(b)}`)
  }
  if (inner !== other) {
    throw new GraphError(`MatMul cannot multiply ${written(a)} by ${written(b)}`)
  }
  return a.graph.addOne({
    op: 'MatMul',
    inputs: [a, b],
    attributes: {
      ...typed(a.dtype),
      transpose_a: { kind: 'bool', value: transposeA },
      transpose_b: { kind: 'bool', value: transposeB },
    },
    outputs: [{ output: 'product', dtype: a.dtype, shape: [rows, columns] }],
  })
}

interface Reduction {
  /** All of them when left out. */
  readonly axes?: readonly number[]
  /** Keeps the reduced dimensions, with size 1. */
  readonly keep?: boolean
}

function reduce(op: string, input: Tensor, { axes, keep = false }: Reduction): Tensor {
  const { dtype, shape, graph } = input
  const over = axes ?? shape.map((_, axis) => axis)
  const left = shape.flatMap((size, axis) => {
    if (!over.includes(axis)) return [size]
    return keep ? [1] : []
  })
  return graph.addOne({
    op,
    inputs: [input, constant(graph, over, 'int32')],
    attributes: {
      ...typed(dtype),
      Tidx: { kind: 'type', value: 'int32' },
      keep_dims: { kind: 'bool', value: keep },
    },
    outputs: [{ output: 'output', dtype, shape: left }],
  })
}

export const sum = (input: Tensor, reduction: Reduction = {}) => reduce('Sum', input, reduction)
export const mean = (input: Tensor, reduction: Reduction = {}) => reduce('Mean', input, reduction)

/** Index of the largest value along the last axis, the first of equals. */
export function argMax(input: Tensor): Tensor {
  const { dtype, shape, graph } = input
  return graph.addOne({
    op: 'ArgMax',
    inputs: [input, constant(graph, shape.length - 1, 'int32')],
    attributes: {
      ...typed(dtype),
      Tidx: { kind: 'type', value: 'int32' },
      output_type: { kind: 'type', value: 'int32' },
    },
    outputs: [{ output: 'output', dtype: 'int32', shape: shape.slice(0, -1) }],
  })
}
