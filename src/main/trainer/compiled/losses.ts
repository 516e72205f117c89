import { fashionMnist, type LossSpec } from '../../../shared/domain/recipe'
import { gather, oneHot } from '../graph/ops/arrays'
import { abs, add, constant, div, mul, square, sum } from '../graph/ops/math'
import { crossEntropy } from '../graph/ops/neural'
import type { Tensor } from '../graph/tensor'
import type { Plan } from './plan'

const { classes } = fashionMnist

/** Each image's loss, towards targets that are smoothed as Keras smooths them. */
export function imageLosses(
  logits: Tensor,
  labels: Tensor,
  { labelSmoothing = 0 }: LossSpec = {},
): Tensor {
  const rest = labelSmoothing / classes
  const targets =
    labelSmoothing === 0 ? labels : oneHot(labels, classes, 1 - labelSmoothing + rest, rest)
  return crossEntropy(logits, targets).loss
}

/** Mean of the batch's losses, each times its class's weight where there are some, as in Keras. */
export function batchLoss(logits: Tensor, labels: Tensor, spec: LossSpec = {}): Tensor {
  const { graph } = logits
  const { classWeights } = spec
  const loss = imageLosses(logits, labels, spec)
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
