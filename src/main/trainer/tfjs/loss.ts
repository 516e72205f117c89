import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core'
import { shapeLayers } from '../../../shared/domain/model-shape'
import type { ModelSpec } from '../../../shared/domain/recipe'
import type { ModelVariable } from './layers'
import type { Tfjs } from './tfjs'

/** What the logits of a batch should be: rows that sum to 1, and what each counts in the mean. */
export interface Targets {
  readonly rows: Tensor2D
  /** [images, 1] */
  readonly shares: Tensor2D
}

/**
 * Stands for the mean cross-entropy where gradients are taken: that by the logits is
 * (softmax - targets) share. Its value is left at 0: losses are summed from the logits, in float64.
 */
export function crossEntropy(tf: Tfjs, logits: Tensor2D, { rows, shares }: Targets): Scalar {
  const differentiable = tf.customGrad((scores) => ({
    value: tf.scalar(0),
    gradFunc: (error: Scalar) =>
      tf.mul(error, tf.mul(shares, tf.sub(tf.softmax(scores as Tensor2D), rows))),
  }))
  return differentiable(logits)
}

/** The sum of the kernels' L1 and L2 penalties as they stand; null without any. */
export function createPenalty(
  tf: Tfjs,
  model: ModelSpec,
  variables: readonly ModelVariable[],
): () => Scalar | null {
  const terms = shapeLayers(model).flatMap(({ spec, name }) => {
    const kernel = variables.find((variable) => variable.name === `${name}/kernel`)?.value
    if (!kernel || (spec.kind !== 'dense' && spec.kind !== 'conv2d')) return []
    const { l1 = 0, l2 = 0 } = spec
    const times = (factor: number, size: (kernel: Tensor) => Tensor) => () =>
      tf.mul<Scalar>(factor, tf.sum(size(kernel)))
    return [...(l1 > 0 ? [times(l1, tf.abs)] : []), ...(l2 > 0 ? [times(l2, tf.square)] : [])]
  })
  return () =>
    terms.reduce<Scalar | null>((sum, term) => (sum ? tf.add(sum, term()) : term()), null)
}
