import type { FunctionGraph } from '../function-graph'
import type { GraphFunction } from '../graph-function'
import { GraphError, written, type Tensor } from '../tensor'

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

/**
 * A loop as long as `condition` gives true; both functions take all values, `body` gives them back.
 * XLA needs it whole. What TensorFlow runs itself should be `lowered`, into the graph around it: only
 * there does TensorFlow put oneDNN's kernels into the body, which are several times faster for
 * convolutions. One iteration at a time, so that each reads the variables that the last one wrote.
 */
export function whileLoop(
  condition: GraphFunction,
  body: GraphFunction,
  values: readonly Tensor[],
  graph: FunctionGraph,
  lowered: boolean,
): readonly Tensor[] {
  expectFit('the loop', body.graph.signature, values)
  return graph.writing({
    op: 'While',
    inputs: values,
    attributes: {
      T: { kind: 'types', value: values.map(({ dtype }) => dtype) },
      cond: { kind: 'function', value: condition.graph.name },
      body: { kind: 'function', value: body.graph.name },
      output_shapes: { kind: 'shapes', value: values.map(({ shape }) => shape) },
      parallel_iterations: { kind: 'int', value: 1 },
      _lower_using_switch_merge: { kind: 'bool', value: lowered },
    },
    outputs: values.map(({ dtype, shape }) => ({ output: 'output', dtype, shape })),
  }).outputs
}
