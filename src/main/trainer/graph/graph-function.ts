import { FunctionGraph, type Argument } from './function-graph'
import { GraphError, type Tensor, type Variable } from './tensor'
import { afterAll } from './ops/math'

/** A finished function: what was written, and what it gives back. */
export interface GraphFunction {
  readonly graph: FunctionGraph
  readonly results: readonly Tensor[]
}

/**
 * Writes a function. `build` gets the arguments by name and gives the results; whatever it writes to
 * variables has happened when a result is there.
 */
export function graphFunction(
  name: string,
  signature: readonly Argument[],
  build: (graph: FunctionGraph, given: (name: string) => Tensor) => readonly Tensor[],
): GraphFunction {
  const graph = new FunctionGraph(name, signature)
  const given = (wanted: string) => {
    const found = graph.arguments.find(({ ref }) => ref === wanted)
    if (found) return found
    throw new GraphError(`${name} has no argument ${wanted}`)
  }
  const results = build(graph, given)
  const writes = graph.lastWrites
  return { graph, results: results.map((result) => afterAll(result, writes)) }
}

/** The argument by which a function is given a variable. */
export const handleOf = (name: string): Argument => ({ name, dtype: 'resource', shape: [] })

/** The variable behind a handle that was given. */
export const behind = (handle: Tensor, value: Variable['value']): Variable => ({ handle, value })
