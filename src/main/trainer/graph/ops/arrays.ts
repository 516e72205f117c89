import { GraphError, elements, written, type Shape, type Scope, type Tensor } from '../tensor'
import { constant } from './math'

/** The same values in another shape; one size may be -1, and is then worked out. */
export function reshape(input: Tensor, shape: Shape): Tensor {
  const known = elements(input.shape)
  const rest = shape.filter((size) => size !== -1).reduce((product, size) => product * size, 1)
  const fits = shape.includes(-1) ? known === -1 || known % rest === 0 : known === rest
  if (!fits) throw new GraphError(`${written(input)} cannot be reshaped to ${shape.join(' x ')}`)
  const worked = known === -1 ? shape : shape.map((size) => (size === -1 ? known / rest : size))
  return input.graph.addOne({
    op: 'Reshape',
    inputs: [input, constant(input.graph, shape, 'int32')],
    attributes: {
      T: { kind: 'type', value: input.dtype },
      Tshape: { kind: 'type', value: 'int32' },
    },
    outputs: [{ output: 'output', dtype: input.dtype, shape: worked }],
  })
}

/** Rows of `input` at these indices: [n, ...rest] and [k] give [k, ...rest], a scalar gives [...rest]. */
export function gather(input: Tensor, indices: Tensor): Tensor {
  const { graph, dtype, shape } = input
  if (indices.dtype !== 'int32' || shape.length === 0) {
    throw new GraphError(`gather cannot take ${written(indices)} from ${written(input)}`)
  }
  return graph.addOne({
    op: 'GatherV2',
    inputs: [input, indices, constant(graph, 0, 'int32')],
    attributes: {
      Tparams: { kind: 'type', value: dtype },
      Tindices: { kind: 'type', value: 'int32' },
      Taxis: { kind: 'type', value: 'int32' },
    },
    outputs: [{ output: 'output', dtype, shape: [...indices.shape, ...shape.slice(1)] }],
  })
}

/** `input` with the row at a scalar index replaced. */
export function replaceRow(input: Tensor, index: Tensor, row: Tensor): Tensor {
  const { graph, dtype, shape } = input
  if (row.shape.join() !== shape.slice(1).join()) {
    throw new GraphError(`${written(row)} is no row of ${written(input)}`)
  }
  return graph.addOne({
    op: 'TensorScatterUpdate',
    inputs: [input, reshape(index, [1, 1]), reshape(row, [1, ...row.shape])],
    attributes: {
      T: { kind: 'type', value: dtype },
      Tindices: { kind: 'type', value: 'int32' },
    },
    outputs: [{ output: 'output', dtype, shape }],
  })
}

/** Tensors of one shape side by side along a new first axis. */
export function stack(parts: readonly [Tensor, ...Tensor[]]): Tensor {
  const [{ graph, dtype, shape }] = parts
  const other = parts.find((part) => part.shape.join() !== shape.join() || part.dtype !== dtype)
  if (other) throw new GraphError(`stack cannot join ${written(parts[0])} and ${written(other)}`)
  return graph.addOne({
    op: 'Pack',
    inputs: parts,
    attributes: {
      N: { kind: 'int', value: parts.length },
      T: { kind: 'type', value: dtype },
      axis: { kind: 'int', value: 0 },
    },
    outputs: [{ output: 'output', dtype, shape: [parts.length, ...shape] }],
  })
}

/** Element `index` of a vector, as a scalar. */
export const element = (vector: Tensor, index: number) =>
  gather(vector, constant(vector.graph, index, 'int32'))

/** One row per class number: `on` in its place, `off` elsewhere. */
export function oneHot(labels: Tensor, depth: number, on = 1, off = 0): Tensor {
  const { graph } = labels
  return graph.addOne({
    op: 'OneHot',
    inputs: [labels, constant(graph, depth, 'int32'), constant(graph, on), constant(graph, off)],
    attributes: {
      T: { kind: 'type', value: 'float32' },
      TI: { kind: 'type', value: labels.dtype },
      axis: { kind: 'int', value: -1 },
    },
    outputs: [{ output: 'output', dtype: 'float32', shape: [...labels.shape, depth] }],
  })
}

/** 0 to size - 1. */
export function range(graph: Scope, size: number): Tensor {
  const [from, to, by] = [0, size, 1].map((value) => constant(graph, value, 'int32'))
  return graph.addOne({
    op: 'Range',
    // The list above has three.
    inputs: [from as Tensor, to as Tensor, by as Tensor],
    attributes: { Tidx: { kind: 'type', value: 'int32' } },
    outputs: [{ output: 'output', dtype: 'int32', shape: [size] }],
  })
}

/** A value repeated over a shape. */
export function fill(graph: Scope, shape: Shape, value: Tensor): Tensor {
  return graph.addOne({
    op: 'Fill',
    inputs: [constant(graph, shape, 'int32'), value],
    attributes: {
      T: { kind: 'type', value: value.dtype },
      index_type: { kind: 'type', value: 'int32' },
    },
    outputs: [{ output: 'output', dtype: value.dtype, shape }],
  })
}

/** `input` repeated to fill a shape; sizes must fit as in broadcasting. */
export function broadcastTo(input: Tensor, shape: Shape): Tensor {
  return input.graph.addOne({
    op: 'BroadcastTo',
    inputs: [input, constant(input.graph, shape, 'int32')],
    attributes: {
      T: { kind: 'type', value: input.dtype },
      Tidx: { kind: 'type', value: 'int32' },
    },
    outputs: [{ output: 'output', dtype: input.dtype, shape }],
  })
}

/** The bytes of a scalar of text as a vector of unsigned bytes. */
export function bytesOf(text: Tensor, length: number): Tensor {
  return text.graph.addOne({
    op: 'DecodeRaw',
    inputs: [text],
    attributes: {
      out_type: { kind: 'type', value: 'uint8' },
      little_endian: { kind: 'bool', value: true },
    },
    outputs: [{ output: 'output', dtype: 'uint8', shape: [length] }],
  })
}
