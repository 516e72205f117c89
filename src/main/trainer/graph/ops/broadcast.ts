import { GraphError, written, type Shape, type Tensor, type TensorType } from '../tensor'

/** The shape that two tensors take together, size by size from the last. Throws GraphError. */
export function broadcastShape(op: string, one: TensorType, other: TensorType): Shape {
  const rank = Math.max(one.shape.length, other.shape.length)
  return Array.from({ length: rank }, (_, axis) => {
    const a = one.shape[one.shape.length - rank + axis] ?? 1
    const b = other.shape[other.shape.length - rank + axis] ?? 1
    if (a === b || b === 1) return a
    if (a === 1) return b
    throw new GraphError(`${op} cannot join ${written(one)} and ${written(other)}`)
  })
}

/** Axes along which a tensor of `shape` was repeated to become one of `result`. */
export function repeatedAxes(shape: Shape, result: Shape): readonly number[] {
  const missing = result.length - shape.length
  return result.flatMap((size, axis) =>
    axis < missing || (shape[axis - missing] === 1 && size !== 1) ? [axis] : [],
  )
}

/** Throws GraphError unless all tensors have one element type. */
export function expectSameType(op: string, tensors: readonly Tensor[]): void {
  const [first] = tensors
  const other = tensors.find(({ dtype }) => dtype !== first?.dtype)
  if (first && other) {
    throw new GraphError(
      `${op} needs one element type, was given ${first.dtype} and ${other.dtype}`,
    )
  }
}
