import { fashionMnist } from '../../../shared/domain/recipe'
import type { FunctionGraph } from '../graph/function-graph'
import { gradientsOf } from '../graph/gradients'
import { behind } from '../graph/graph-function'
import { element, gather, oneHot } from '../graph/ops/arrays'
import { abs, add, constant, div, identity, mul, square, sub, sum } from '../graph/ops/math'
import { crossEntropy } from '../graph/ops/neural'
import type { Tensor } from '../graph/tensor'
import { clipGradients, globalNorm } from '../optimizers/clipping'
import { batchOf, countsOf } from './batch'
import { graphArithmetic } from './graph-arithmetic'
import { forward } from './layers'
import type { Plan, WeightVariable } from './plan'

const { classes } = fashionMnist

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
  ...(scalarNames[1] === 'momentum' ? ['momentum'] : []),
  ...(recipe.recordNorms ? ['gradientNorm', 'weightNorm', 'updateRatio'] : []),
]

/** One update of every weight, slot and moving statistic; returns the step's results by name. */
export function trainStep(
  graph: FunctionGraph,
  given: (name: string) => Tensor,
  plan: Plan,
  row: StepRow,
): Readonly<Record<string, Tensor>> {
  const { recipe, weights, rule } = plan
  const math = graphArithmetic(graph)
  const { images, labels } = batchOf(given, plan.train, row.indices)
  const read = (variable: WeightVariable | WeightVariable['slots'][number]) =>
    graph.read(behind(given(variable.name), variable))
  const scalars = plan.scalarNames.map((_, index) => element(row.scalars, index))
  const trained = weights
    .filter((each) => each.trained)
    .map((each) => {
      const parts = { weight: read(each), slots: each.slots.map(read), scalars }
      return { each, parts, point: identity(rule.gradientPoint(math, parts)) }
    })
  const points = new Map(trained.map(({ each, point }) => [each.title, point]))
  const moved = new Map<string, Tensor>()
  const still = new Map(
    weights.filter((each) => !each.trained).map((each) => [each.title, read(each)]),
  )
  const logits = forward(plan.layers, images, {
    value: (name) => (points.get(name) ?? still.get(name)) as Tensor,
    training: {
      dropoutKey: (layer) => element(row.keys as Tensor, plan.dropouts.indexOf(layer)),
      moved: (name, value) => void moved.set(name, value),
    },
  })
  const dataLoss = batchLoss(logits, labels, recipe.loss)
  const penalty = penaltyOf(plan, (name) => points.get(name) as Tensor)
  const loss = penalty ? add(dataLoss, penalty) : dataLoss
  const gradients = gradientsOf(
    loss,
    trained.map(({ point }) => point),
  )
  const clipped = clipGradients(math, plan.optimizer, gradients)
  const updates: Tensor[] = []
  trained.forEach(({ each, parts }, index) => {
    const updated = rule.update(math, { ...parts, gradient: clipped[index] as Tensor })
    updates.push(sub(updated.weight, parts.weight))
    graph.assign(behind(given(each.name), each), updated.weight)
    each.slots.forEach((slot, at) =>
      graph.assign(behind(given(slot.name), slot), updated.slots[at] as Tensor),
    )
  })
  for (const each of weights) {
    const value = moved.get(each.title)
    if (value) graph.assign(behind(given(each.name), each), value)
  }
  const norms = () => {
    const weightNorm = globalNorm(
      math,
      trained.map(({ parts }) => parts.weight),
    )
    return {
      gradientNorm: globalNorm(math, gradients),
      weightNorm,
      updateRatio: div(globalNorm(math, updates), weightNorm),
    }
  }
  return {
    loss,
    ...countsOf(logits, labels),
    rate: scalars[0] as Tensor,
    momentum: (scalars[1] ?? scalars[0]) as Tensor,
    ...(recipe.recordNorms ? norms() : {}),
  }
}

/** Mean of the batch's losses: label smoothing and class weights as Keras applies them. */
function batchLoss(
  logits: Tensor,
  labels: Tensor,
  { labelSmoothing = 0, classWeights }: Plan['recipe']['loss'] & object = {},
): Tensor {
  const { graph } = logits
  const rest = labelSmoothing / classes
  const targets =
    labelSmoothing === 0 ? labels : oneHot(labels, classes, 1 - labelSmoothing + rest, rest)
  const { loss } = crossEntropy(logits, targets)
  const weighted = classWeights
    ? mul(loss, gather(constant(graph, classWeights, 'float32'), labels))
    : loss
  return div(sum(weighted), constant(graph, labels.shape[0] ?? 1))
}

/** L1 and L2 of every kernel that has them; null without any. */
export function penaltyOf({ layers }: Plan, value: (name: string) => Tensor): Tensor | null {
  const parts = layers.flatMap(({ spec, name }) => {
    if (spec.kind !== 'dense' && spec.kind !== 'conv2d') return []
    const { l1 = 0, l2 = 0 } = spec
    const kernel = () => value(`${name}/kernel`)
    const times = (factor: number, total: Tensor) => mul(constant(total.graph, factor), total)
    return [
      ...(l1 > 0 ? [times(l1, sum(abs(kernel())))] : []),
      ...(l2 > 0 ? [times(l2, sum(square(kernel())))] : []),
    ]
  })
  const [first, ...others] = parts
  return first ? others.reduce(add, first) : null
}
