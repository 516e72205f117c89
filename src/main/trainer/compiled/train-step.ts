import type { FunctionGraph } from '../graph/function-graph'
import { gradientsOf } from '../graph/gradients'
import { behind } from '../graph/graph-function'
import { element } from '../graph/ops/arrays'
import { add, div, identity, sub } from '../graph/ops/math'
import type { Tensor } from '../graph/tensor'
import type { Arithmetic } from '../optimizers/arithmetic'
import { clipGradients, globalNorm } from '../optimizers/clipping'
import { batchOf, countsOf } from './batch'
import { graphArithmetic } from './graph-arithmetic'
import { forward } from './layers'
import { batchLoss, penaltyOf } from './losses'
import type { Plan, StateVariable, WeightVariable } from './plan'

/** Values of a step: a row of what goes into the loop for each of its steps. */
export interface StepRow {
  readonly indices: Tensor
  /** One for each of the plan's scalar names. */
  readonly scalars: Tensor
  /** One for each of the plan's dropout layers; null without any. */
  readonly keys: Tensor | null
}

/** What a step reports, in the order of its columns; norms only where the recipe asks for them. */
export const resultNames = ({ recipe, scalarNames }: Plan): readonly string[] => [
  'loss',
  'correct',
  'top3',
  'rate',
  ...(scalarNames.includes('momentum') ? ['momentum'] : []),
  ...(recipe.recordNorms ? ['gradientNorm', 'weightNorm', 'updateRatio'] : []),
]

/** A trained weight as a step finds it: its values, and where the gradient is taken. */
interface TrainedWeight {
  readonly variable: WeightVariable
  readonly weight: Tensor
  readonly slots: readonly Tensor[]
  readonly scalars: readonly Tensor[]
  readonly point: Tensor
}

/** One update of every weight, slot and moving statistic; returns the step's results by name. */
export function trainStep(
  graph: FunctionGraph,
  given: (name: string) => Tensor,
  plan: Plan,
  row: StepRow,
): Readonly<Record<string, Tensor>> {
  const math = graphArithmetic(graph)
  const of = (variable: StateVariable) => behind(given(variable.name), variable)
  const scalars = plan.scalarNames.map((_, index) => element(row.scalars, index))
  const trained = trainedWeights(plan, math, (variable) => graph.read(of(variable)), scalars)
  const points = trained.map(({ point }) => point)
  const { images, labels } = batchOf(given, plan.train, row.indices)
  const still = plan.weights.filter((each) => !each.trained)
  const values = new Map([
    ...trained.map(({ variable, point }) => [variable.title, point] as const),
    ...still.map((each) => [each.title, graph.read(of(each))] as const),
  ])
  const moved = new Map<string, Tensor>()
  // Every name that a layer asks for is a weight's title.
  const value = (title: string) => values.get(title) as Tensor
  const logits = forward(plan.layers, images, {
    value,
    training: {
      // There are keys where there is a layer that needs one.
      dropoutKey: (layer) => element(row.keys as Tensor, plan.dropouts.indexOf(layer)),
      moved: (title, tensor) => void moved.set(title, tensor),
    },
  })
  const dataLoss = batchLoss(logits, labels, plan.recipe.loss)
  const penalty = penaltyOf(plan, value)
  const loss = penalty ? add(dataLoss, penalty) : dataLoss
  const gradients = gradientsOf(loss, points)
  const updated = update(plan, math, trained, gradients, (variable, tensor) =>
    graph.assign(of(variable), tensor),
  )
  for (const each of still) {
    const tensor = moved.get(each.title)
    if (tensor) graph.assign(of(each), tensor)
  }
  return {
    loss,
    ...countsOf(logits, labels),
    ...Object.fromEntries(plan.scalarNames.map((name, index) => [name, scalars[index] as Tensor])),
    ...(plan.recipe.recordNorms ? norms(math, trained, gradients, updated) : {}),
  }
}

function trainedWeights(
  { weights, rule }: Plan,
  math: Arithmetic<Tensor>,
  read: (variable: StateVariable) => Tensor,
  scalars: readonly Tensor[],
): readonly TrainedWeight[] {
  return weights
    .filter((each) => each.trained)
    .map((variable) => {
      const parts = { weight: read(variable), slots: variable.slots.map(read), scalars }
      return { variable, ...parts, point: identity(rule.gradientPoint(math, parts)) }
    })
}

/** Writes every weight and slot anew; gives the weights. */
function update(
  { rule, optimizer }: Plan,
  math: Arithmetic<Tensor>,
  trained: readonly TrainedWeight[],
  gradients: readonly Tensor[],
  write: (variable: StateVariable, tensor: Tensor) => void,
): readonly Tensor[] {
  const clipped = clipGradients(math, optimizer, gradients)
  return trained.map(({ variable, ...parts }, index) => {
    // As many gradients as weights, and as many slots as the rule has.
    const updated = rule.update(math, { ...parts, gradient: clipped[index] as Tensor })
    write(variable, updated.weight)
    variable.slots.forEach((slot, at) => write(slot, updated.slots[at] as Tensor))
    return updated.weight
  })
}

/** Of gradient and weights before the update, and of the update against the weights. */
function norms(
  math: Arithmetic<Tensor>,
  trained: readonly TrainedWeight[],
  gradients: readonly Tensor[],
  updated: readonly Tensor[],
) {
  const before = trained.map(({ weight }) => weight)
  const weightNorm = globalNorm(math, before)
  const changes = updated.map((after, index) => sub(after, before[index] as Tensor))
  return {
    gradientNorm: globalNorm(math, gradients),
    weightNorm,
    updateRatio: div(globalNorm(math, changes), weightNorm),
  }
}
