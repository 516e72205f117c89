import type { Argument } from '../graph/function-graph'
import { graphFunction, handleOf, type GraphFunction } from '../graph/graph-function'
import { gather, fill, replaceRow, stack } from '../graph/ops/arrays'
import { add, constant, less } from '../graph/ops/math'
import { whileLoop } from '../graph/ops/control'
import type { Tensor } from '../graph/tensor'
import { stateVariables, type Plan } from './plan'
import { resultNames, trainStep } from './train-step'

/** A loop over steps of one batch size: its entry, and all functions that it needs. */
export interface TrainLoop {
  readonly entry: GraphFunction
  readonly functions: readonly GraphFunction[]
}

/**
 * `count` steps, at most `rows`, of `batch` images each. Fed: `count`, and a row per step of `order`
 * (indices of images), `scalars`, and `keys` where layers drop units. Gives a row of results per
 * step, in the order of {@link resultNames}; rows from `count` on are 0.
 */
export function trainLoop(plan: Plan, name: string, rows: number, batch: number): TrainLoop {
  const columns = resultNames(plan).length
  const feeds: readonly Argument[] = [
    { name: 'count', dtype: 'int32', shape: [] },
    { name: 'order', dtype: 'int32', shape: [rows, batch] },
    { name: 'scalars', dtype: 'float32', shape: [rows, plan.scalarNames.length] },
    ...(plan.dropouts.length === 0
      ? []
      : [{ name: 'keys', dtype: 'int32', shape: [rows, plan.dropouts.length] } as const]),
  ]
  const handles = [plan.train.images, plan.train.labels, ...stateVariables(plan)].map((each) =>
    handleOf(each.name),
  )
  const loopArguments: readonly Argument[] = [
    { name: 'step', dtype: 'int32', shape: [] },
    { name: 'results', dtype: 'float32', shape: [rows, columns] },
    ...feeds,
    ...handles,
  ]
  const condition = graphFunction(`${name}_goes_on`, loopArguments, (_, given) => [
    less(given('step'), given('count')),
  ])
  const body = graphFunction(`${name}_step`, loopArguments, (graph, given) => {
    const step = given('step')
    const row = (what: string) => gather(given(what), step)
    const found = trainStep(graph, given, plan, {
      indices: row('order'),
      scalars: row('scalars'),
      keys: plan.dropouts.length === 0 ? null : row('keys'),
    })
    // Every name is one that trainStep gives, and there is always a loss.
    const values = resultNames(plan).map((each) => found[each] as Tensor)
    const results = replaceRow(given('results'), step, stack(values as [Tensor, ...Tensor[]]))
    const unchanged = [...feeds, ...handles].map((each) => given(each.name))
    return [add(step, constant(graph, 1, 'int32')), results, ...unchanged]
  })
  const entry = graphFunction(name, [...feeds, ...handles], (graph, given) => {
    const start = [
      constant(graph, 0, 'int32'),
      fill(graph, [rows, columns], constant(graph, 0)),
      ...[...feeds, ...handles].map((each) => given(each.name)),
    ]
    const [, results] = whileLoop(condition, body, start, graph, plan.recipe.compiler !== 'xla')
    // The loop gives back as many values as it was given.
    return [results as Tensor]
  })
  return { entry, functions: [condition, body, entry] }
}
