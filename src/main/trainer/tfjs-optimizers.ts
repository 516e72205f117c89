import type * as Tfjs from '@tensorflow/tfjs-core'
import type { OptimizerSpec } from '../../shared/domain/recipe'

/** Changes the variables it was made for; `rate` is the learning rate of this one step. */
export interface Optimizer {
  apply(gradients: readonly Tfjs.Tensor[], rate: number): void
  dispose(): void
}

export function createOptimizer(
  tf: typeof Tfjs,
  spec: OptimizerSpec,
  variables: readonly Tfjs.Variable[],
): Optimizer {
  return spec.kind === 'sgd' ? createSgd(tf, variables) : createAdam(tf, spec, variables)
}

/** w <- w - rate * g */
function createSgd(tf: typeof Tfjs, variables: readonly Tfjs.Variable[]): Optimizer {
  return {
    apply: (gradients, rate) =>
      variables.forEach((variable, index) => {
        const gradient = gradients[index]
        if (gradient) variable.assign(tf.sub(variable, tf.mul(gradient, rate)))
      }),
    dispose: () => undefined,
  }
}

interface Slots {
  readonly mean: Tfjs.Variable
  readonly square: Tfjs.Variable
}

/**
 * Keras's Adam: m <- m + (g - m)(1 - beta1), v <- v + (g^2 - v)(1 - beta2),
 * w <- w - m * rate * sqrt(1 - beta2^t) / (1 - beta1^t) / (sqrt(v) + epsilon), t from 1.
 */
function createAdam(
  tf: typeof Tfjs,
  { beta1, beta2, epsilon }: Extract<OptimizerSpec, { kind: 'adam' }>,
  variables: readonly Tfjs.Variable[],
): Optimizer {
  const slots: Slots[] = variables.map((variable) => ({
    mean: tf.tidy(() => tf.variable(tf.zerosLike(variable), false)),
    square: tf.tidy(() => tf.variable(tf.zerosLike(variable), false)),
  }))
  let steps = 0
  return {
    apply: (gradients, rate) => {
      steps += 1
      const scaled = (rate * Math.sqrt(1 - beta2 ** steps)) / (1 - beta1 ** steps)
      variables.forEach((variable, index) => {
        const [gradient, slot] = [gradients[index], slots[index]]
        if (!gradient || !slot) return
        const { mean, square } = slot
        mean.assign(tf.add(mean, tf.mul(tf.sub(gradient, mean), 1 - beta1)))
        square.assign(tf.add(square, tf.mul(tf.sub(tf.square(gradient), square), 1 - beta2)))
        const change = tf.div(tf.mul(mean, scaled), tf.add(tf.sqrt(square), epsilon))
        variable.assign(tf.sub(variable, change))
      })
    },
    dispose: () => {
      for (const { mean, square } of slots) tf.dispose([mean, square])
    },
  }
}
