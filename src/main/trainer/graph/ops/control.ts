import type { GraphFunction } from '../graph-function'
import { GraphError, written, type Scope, type Tensor } from '../tensor'

function expectFit(
  name: string,
  wanted: GraphFunction['graph']['signature'],
  given: readonly Tensor[],
) {
  wanted.forEach((argument, index) => {
    const tensor = given[index]
    if (tensor?.dtype === argument.dtype && tensor.shape.join() === argument.shape.join()) return
    const found = tensor ? written(tensor) : 'nothing'
    throw new GraphError(
      `${name} needs ${written(argument)} for ${argument.name}, was given ${found}`,
    )
  })
}

/** A loop as long as `condition` gives true; both functions take all values, `body` gives them back. */
export function whileLoop(
  condition: GraphFunction,
  body: GraphFunction,
  values: readonly Tensor[],
  graph: Scope,
): readonly Tensor[] {
  expectFit('the loop', body.graph.signature, values)
  return graph.add({
    op: 'While',
    inputs: values,
    attributes: {
      T: { kind: 'types', value: values.map(({ dtype }) => dtype) },
      cond: { kind: 'function', value: condition.graph.name },
      body: { kind: 'function', value: body.graph.name },
      output_shapes: { kind: 'shapes', value: values.map(({ shape }) => shape) },
      parallel_iterations: { kind: 'int', value: 1 },
    },
    outputs: values.map(({ dtype, shape }) => ({ output: 'output', dtype, shape })),
  })
}
