import { ProgramRunner, type NativeTensorflow } from '../../compiled/runner'
import type { Argument, FunctionGraph } from '../function-graph'
import { graphFunction, handleOf, type GraphFunction } from '../graph-function'
import type { ProgramVariable } from '../saved-model'
import type { Tensor } from '../tensor'

/** A value to feed: row-major, of the shape. */
export interface Fed {
  readonly shape: readonly number[]
  readonly values: readonly number[]
  readonly dtype?: 'float32' | 'int32'
}

export interface FunctionUnderTest {
  readonly feeds: Readonly<Record<string, Fed>>
  readonly variables?: readonly ProgramVariable[]
  /** Functions that the built one calls or loops over. */
  readonly callees?: readonly GraphFunction[]
  readonly compiled?: boolean
  readonly build: (graph: FunctionGraph, given: (name: string) => Tensor) => readonly Tensor[]
}

/** Writes a function as a saved model, runs it once and gives the values of its results. */
export function runFunction(
  native: NativeTensorflow,
  parts: FunctionUnderTest,
): readonly number[][] {
  const { feeds, variables = [], callees = [], compiled = false, build } = parts
  const signature: readonly Argument[] = [
    ...Object.entries(feeds).map(([name, { shape, dtype = 'float32' }]) => ({
      name,
      dtype,
      shape,
    })),
    ...variables.map(({ name }) => handleOf(name)),
  ]
  const entry = graphFunction('tried', signature, build)
  const runner = new ProgramRunner(native, {
    variables,
    functions: [...callees, entry],
    entries: [{ name: 'tried', callee: entry, compiled }],
  })
  try {
    const fed = Object.entries(feeds).map(
      ([name, { values, dtype }]) =>
        [name, dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values)] as const,
    )
    return runner.run('tried', Object.fromEntries(fed)).map((values) => [...values])
  } finally {
    runner.dispose()
  }
}
