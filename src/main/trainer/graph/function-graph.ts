import {
  GraphError,
  written,
  type GraphNode,
  type NodeParts,
  type Scope,
  type Tensor,
  type TensorType,
  type Variable,
} from './tensor'

/** A named value of a function's signature. */
export interface Argument extends TensorType {
  readonly name: string
}

/**
 * A function of TensorFlow while it is written: arguments, nodes, results. Nodes that read or write
 * one variable run in the order in which they were added; everything else runs when it can.
 */
export class FunctionGraph implements Scope {
  readonly nodes: GraphNode[] = []
  readonly arguments: readonly Tensor[]
  private readonly counts = new Map<string, number>()
  private readonly accesses = new Map<string, { write: GraphNode | null; reads: GraphNode[] }>()

  constructor(
    readonly name: string,
    readonly signature: readonly Argument[],
  ) {
    this.arguments = signature.map(({ name: ref, dtype, shape }) => ({
      graph: this,
      node: null,
      ref,
      dtype,
      shape,
    }))
  }

  add(parts: NodeParts): readonly Tensor[] {
    return this.addNode(parts).outputs
  }

  addOne(parts: NodeParts): Tensor {
    const [output, more] = this.add(parts)
    if (output && !more) return output
    throw new GraphError(`${parts.op} has ${parts.outputs.length} outputs, one was expected`)
  }

  /** The variable's value after everything that was written to it so far. */
  read({ handle, value }: Variable): Tensor {
    const access = this.accessOf(handle)
    const node = this.addNode({
      op: 'ReadVariableOp',
      inputs: [handle],
      attributes: { dtype: { kind: 'type', value: value.dtype } },
      outputs: [{ output: 'value', ...value }],
      after: access.write ? [access.write] : [],
    })
    access.reads.push(node)
    // One output was declared.
    return node.outputs[0] as Tensor
  }

  /** Writes a variable once everything added before has read it. */
  assign({ handle, value }: Variable, tensor: Tensor): GraphNode {
    if (tensor.dtype !== value.dtype || tensor.shape.join() !== value.shape.join()) {
      throw new GraphError(`${handle.ref} holds ${written(value)}, was given ${written(tensor)}`)
    }
    return this.writing({
      op: 'AssignVariableOp',
      inputs: [handle, tensor],
      attributes: { dtype: { kind: 'type', value: value.dtype } },
      outputs: [],
    })
  }

  /** Adds a node that may change every variable whose handle it is given, in its turn. */
  writing(parts: NodeParts): GraphNode {
    const handles = parts.inputs.filter(({ dtype }) => dtype === 'resource')
    const accesses = handles.map((handle) => this.accessOf(handle))
    const before = accesses.flatMap(({ reads, write }) => (write ? [...reads, write] : reads))
    const node = this.addNode({ ...parts, after: [...new Set(before)] })
    for (const access of accesses) {
      access.write = node
      access.reads = []
    }
    return node
  }

  /** Nodes after which every variable has its last value. */
  get lastWrites(): readonly GraphNode[] {
    return [...this.accesses.values()].flatMap(({ write }) => (write ? [write] : []))
  }

  private addNode({ op, inputs, attributes = {}, outputs, after = [] }: NodeParts): GraphNode {
    for (const input of inputs) {
      if (input.graph !== this) {
        throw new GraphError(`${op} in ${this.name} cannot use ${input.ref} of ${input.graph.name}`)
      }
    }
    const count = this.counts.get(op) ?? 0
    this.counts.set(op, count + 1)
    const name = count === 0 ? op : `${op}_${count}`
    const made: Tensor[] = []
    const node: GraphNode = {
      name,
      op,
      inputs,
      attributes,
      outputs: made,
      after: after.map((each) => each.name),
    }
    const used = new Map<string, number>()
    for (const { output, dtype, shape } of outputs) {
      const index = used.get(output) ?? 0
      used.set(output, index + 1)
      made.push({ graph: this, node, ref: `${name}:${output}:${index}`, dtype, shape })
    }
    this.nodes.push(node)
    return node
  }

  private accessOf(handle: Tensor) {
    const known = this.accesses.get(handle.ref)
    if (known) return known
    const fresh = { write: null as GraphNode | null, reads: [] as GraphNode[] }
    this.accesses.set(handle.ref, fresh)
    return fresh
  }
}
