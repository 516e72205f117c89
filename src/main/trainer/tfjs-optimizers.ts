import type * as Tfjs from '@tensorflow/tfjs-core'
import type { OptimizerSpec } from '../../shared/domain/recipe'
import { adamCorrection } from './adam-correction'
import { zip } from './zip'

/** Called inside a tensor scope: gives new parameters, keeps its own state alive. */
export interface Optimizer {
  update(
    parameters: readonly Tfjs.Tensor[],
    gradients: readonly Tfjs.Tensor[],
    rate: Tfjs.Scalar,
  ): readonly Tfjs.Tensor[]
  dispose(): void
}

export function createOptimizer(
  tf: typeof Tfjs,
  spec: OptimizerSpec,
  parameters: readonly Tfjs.Tensor[],
): Optimizer {
  switch (spec.kind) {
    case 'sgd':
      return createSgd(tf)
    case 'adam':
      return createAdam(tf, spec, parameters)
  }
}

/** w <- w - rate * g */
function createSgd(tf: typeof Tfjs): Optimizer {
  return {
    update: (parameters, gradients, rate) =>
      zip(parameters, gradients).map(([parameter, gradient]) =>
        tf.sub(parameter, tf.mul(rate, gradient)),
      ),
    dispose: () => undefined,
  }
}

interface Slot {
  readonly mean: Tfjs.Tensor
  readonly square: Tfjs.Tensor
}

/**
 * Keras's Adam: m <- m + (g - m)(1 - beta1), v <- v + (g^2 - v)(1 - beta2),
 * w <- w - m * rate * correction / (sqrt(v) + epsilon).
 */
function createAdam(
  tf: typeof Tfjs,
  { beta1, beta2, epsilon }: Extract<OptimizerSpec, { kind: 'adam' }>,
  parameters: readonly Tfjs.Tensor[],
): Optimizer {
  let slots: readonly Slot[] = parameters.map((parameter) => ({
    mean: tf.zerosLike(parameter),
    square: tf.zerosLike(parameter),
  }))
  let updates = 0
  const towards = (old: Tfjs.Tensor, value: Tfjs.Tensor, share: number) =>
    tf.keep(tf.add(old, tf.mul(tf.sub(value, old), share)))
  const release = () => slots.forEach(({ mean, square }) => tf.dispose([mean, square]))

  return {
    update: (before, gradients, rate) => {
      updates += 1
      const alpha = tf.mul(rate, adamCorrection(beta1, beta2, updates))
      const moved = zip(slots, gradients).map(([{ mean, square }, gradient]) => ({
        mean: towards(mean, gradient, 1 - beta1),
        square: towards(square, tf.square(gradient), 1 - beta2),
      }))
      release()
      slots = moved
      return zip(before, moved).map(([parameter, { mean, square }]) => {
        const change = tf.div(tf.mul(mean, alpha), tf.add(tf.sqrt(square), epsilon))
        return tf.sub(parameter, change)
      })
    },
    dispose: release,
  }
}
