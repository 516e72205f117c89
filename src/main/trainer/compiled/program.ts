import { fashionMnist } from '../../../shared/domain/recipe'
import type { Argument, FunctionGraph } from '../graph/function-graph'
import { behind, graphFunction, handleOf, type GraphFunction } from '../graph/graph-function'
import { bytesOf, fill, oneHot, reshape } from '../graph/ops/arrays'
import { argMax, constant, matMul, sum } from '../graph/ops/math'
import type { EntryPoint, Program, ProgramVariable } from '../graph/saved-model'
import type { DType, Scope, Shape, Tensor } from '../graph/tensor'
import { batchOf, countsOf } from './batch'
import { forward } from './layers'
import { stateVariables, type Plan, type SetVariables } from './plan'
import { trainLoop } from './train-loop'
import { imageLosses, penaltyOf } from './losses'

const { classes } = fashionMnist

export const evaluateEntry = (set: number) => `evaluate_${set}`

/** All functions of a session: initialise, train, evaluate, read and restore. */
export function buildProgram(plan: Plan): Program {
  const { recipe, evaluated, tail, rows } = plan
  const compiled = recipe.compiler === 'xla'
  const full = trainLoop(plan, 'train', rows, recipe.batchSize)
  const rest = tail === 0 ? [] : [trainLoop(plan, 'train_tail', 1, tail)]
  const loops = [full, ...rest]
  const plain = [
    initialise(plan),
    ...evaluated.map((set, index) => evaluate(plan, set, evaluateEntry(index))),
    readState(plan),
    restoreState(plan),
    penalty(plan),
  ]
  const entries: readonly EntryPoint[] = [
    ...loops.map(({ entry }) => ({ name: entry.graph.name, callee: entry, compiled })),
    ...plain.map((callee) => ({ name: callee.graph.name, callee, compiled: false })),
  ]
  return {
    variables: allVariables(plan),
    functions: [...loops.flatMap(({ functions }) => functions), ...plain],
    entries,
  }
}

/** Every variable of the session. */
const allVariables = (plan: Plan): readonly ProgramVariable[] => [
  ...[plan.train, ...plan.evaluated].flatMap(({ images, labels }) => [images, labels]),
  ...stateVariables(plan).map(({ name, dtype, shape }) => ({ name, dtype, shape })),
]

const fed = (name: string, dtype: DType, shape: Shape): Argument => ({ name, dtype, shape })

/** A function over variables; what it gives back is fetched. */
function over(
  name: string,
  feeds: readonly Argument[],
  variables: readonly ProgramVariable[],
  build: (graph: FunctionGraph, given: (name: string) => Tensor) => readonly Tensor[],
): GraphFunction {
  return graphFunction(name, [...feeds, ...variables.map((each) => handleOf(each.name))], build)
}

const done = (graph: Scope) => [constant(graph, 1, 'int32')]

/** What a variable's initial value is fed as: images as the bytes of a text. */
export const fedName = (variable: ProgramVariable) => `${variable.name}_value`

/** Fills every variable: sets and weights from what is fed, slots from their rule. */
function initialise(plan: Plan): GraphFunction {
  const sets = [plan.train, ...plan.evaluated]
  const feeds = [
    ...sets.flatMap(({ images, labels }) => [
      fed(fedName(images), 'string', []),
      fed(fedName(labels), 'int32', labels.shape),
    ]),
    ...plan.weights.map((each) => fed(fedName(each), 'float32', each.shape)),
  ]
  return over('initialise', feeds, allVariables(plan), (graph, given) => {
    const assign = (variable: ProgramVariable, value: Tensor) =>
      graph.assign(behind(given(variable.name), variable), value)
    for (const { images, labels, count } of sets) {
      const bytes = bytesOf(given(fedName(images)), count * fashionMnist.pixels)
      assign(images, reshape(bytes, images.shape))
      assign(labels, given(fedName(labels)))
    }
    for (const weight of plan.weights) {
      const value = given(fedName(weight))
      assign(weight, value)
      weight.slots.forEach((slot, index) => {
        const initial = plan.rule.slots[index]?.initial ?? 0
        assign(
          slot,
          initial === 'weight' ? value : fill(graph, slot.shape, constant(graph, initial)),
        )
      })
    }
    return done(graph)
  })
}

/** Sums over the images at the indices that are fed: loss, top 3, and the confusion matrix. */
function evaluate(plan: Plan, set: SetVariables, name: string): GraphFunction {
  const variables = [set.images, set.labels, ...plan.weights]
  return over(name, [fed('indices', 'int32', [-1])], variables, (graph, given) => {
    const { images, labels } = batchOf(given, set, given('indices'))
    const weights = new Map(
      plan.weights.map((each) => [each.title, graph.read(behind(given(each.name), each))]),
    )
    const logits = forward(plan.layers, images, {
      // Every name that a layer asks for is a weight's title.
      value: (title) => weights.get(title) as Tensor,
      training: null,
    })
    const losses = imageLosses(logits, labels, plan.recipe.loss)
    const confusion = matMul(oneHot(labels, classes), oneHot(argMax(logits), classes), {
      transposeA: true,
    })
    return [sum(losses), countsOf(logits, labels).top3, confusion]
  })
}

/** Every weight and slot, in the order of the state. */
function readState(plan: Plan): GraphFunction {
  const variables = stateVariables(plan)
  return over('read_state', [], variables, (graph, given) =>
    variables.map((each) => graph.read(behind(given(each.name), each))),
  )
}

function restoreState(plan: Plan): GraphFunction {
  const variables = stateVariables(plan)
  const feeds = variables.map((each) => fed(fedName(each), 'float32', each.shape))
  return over('restore_state', feeds, variables, (graph, given) => {
    for (const each of variables) {
      graph.assign(behind(given(each.name), each), given(fedName(each)))
    }
    return done(graph)
  })
}

/** L1 and L2 of the present weights. */
function penalty(plan: Plan): GraphFunction {
  return over('penalty', [], plan.weights, (graph, given) => {
    const value = (title: string) => {
      // Every name that is asked for is a weight's title.
      const weight = plan.weights.find((each) => each.title === title) as Plan['weights'][number]
      return graph.read(behind(given(weight.name), weight))
    }
    return [penaltyOf(plan, value) ?? constant(graph, 0)]
  })
}
