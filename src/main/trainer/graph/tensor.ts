/**
 * Element types. `resource` is the handle of a variable; float64 is what gradients are checked in,
 * training computes in float32.
 */
export type DType =
  'float32' | 'float64' | 'int32' | 'uint8' | 'uint32' | 'bool' | 'string' | 'resource'

/** Sizes of a tensor's dimensions; -1 where only TensorFlow will know, as for a batch's size. */
export type Shape = readonly number[]

/** What is known of a value before it is computed. */
export interface TensorType {
  readonly dtype: DType
  readonly shape: Shape
}

/** A value inside a function that is being written: an argument of it, or an output of a node. */
export interface Tensor extends TensorType {
  readonly graph: Scope
  /** The node that computes it; null for an argument. */
  readonly node: GraphNode | null
  /** How other nodes of the function refer to it. */
  readonly ref: string
}

/** A variable as a function sees it: the handle given to it, and the value behind the handle. */
export interface Variable {
  readonly handle: Tensor
  readonly value: TensorType
}

/** Attribute of a node, told apart as TensorFlow's AttrValue does. */
export type Attribute =
  | { readonly kind: 'type'; readonly value: DType }
  | { readonly kind: 'types'; readonly value: readonly DType[] }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'shape'; readonly value: Shape }
  | { readonly kind: 'shapes'; readonly value: readonly Shape[] }
  | { readonly kind: 'function'; readonly value: string }
  | { readonly kind: 'values'; readonly type: TensorType; readonly value: readonly number[] }

export type Attributes = Readonly<Record<string, Attribute>>

/** One operation of a function. */
export interface GraphNode {
  readonly name: string
  readonly op: string
  readonly inputs: readonly Tensor[]
  readonly attributes: Attributes
  readonly outputs: readonly Tensor[]
  /** Names of nodes that must have run before. */
  readonly after: readonly string[]
}

/** What a node to be added is. */
export interface NodeParts {
  readonly op: string
  readonly inputs: readonly Tensor[]
  readonly attributes?: Attributes
  /** The outputs under the names that TensorFlow's op gives them. */
  readonly outputs: readonly (TensorType & { readonly output: string })[]
  readonly after?: readonly GraphNode[]
}

/** A function that is being written, as ops see it. */
export interface Scope {
  readonly name: string
  readonly nodes: readonly GraphNode[]
  /** Adds a node and returns its outputs. */
  add(parts: NodeParts): readonly Tensor[]
  /** Adds a node with one output. */
  addOne(parts: NodeParts): Tensor
}

/** The graph cannot be: names the operation, and the shapes or types that do not fit. */
export class GraphError extends Error {
  override readonly name = 'GraphError'
}

export const written = ({ dtype, shape }: TensorType) => `${dtype}[${shape.join(', ')}]`

/** Number of elements; -1 when a dimension is not known. */
export const elements = (shape: Shape) =>
  shape.includes(-1) ? -1 : shape.reduce((product, size) => product * size, 1)
