import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core'
import { shapeLayers } from '../../../shared/domain/model-shape'
import type { ModelSpec } from '../../../shared/domain/recipe'
import type { ModelVariable } from './model'
import type { Tfjs } from './tfjs'

/** The batch's sum of cross-entropies over its size; class weights are part of the targets. */
export const crossEntropy = (tf: Tfjs, logits: Tensor2D, targets: Tensor2D): Scalar =>
  tf.neg(tf.div(tf.sum(tf.mul(tf.logSoftmax(logits), targets)), logits.shape[0]))

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
