import type { ResolvedOptimizer } from '../../../shared/domain/optimizer'
import type { Arithmetic } from './arithmetic'
import { nothingFed, type Family } from './family'

type Of<Kind extends ResolvedOptimizer['kind']> = Extract<ResolvedOptimizer, { kind: Kind }>

/** rho a + (1 - rho) b, with 1 - rho taken in float64, as Keras does it. */
const mixed = <T>(math: Arithmetic<T>, rho: number, a: T, b: T) =>
  math.add(math.mul(math.constant(rho), a), math.mul(math.constant(1 - rho), b))

/** sqrt(a + epsilon) */
const root = <T>(math: Arithmetic<T>, a: T, epsilon: number) =>
  math.sqrt(math.add(a, math.constant(epsilon)))

/**
 * v <- rho v + (1 - rho) g^2; step = rate g / sqrt(v + epsilon), and where it is centred, with
 * a <- rho a + (1 - rho) g, v - a^2 in v's place; w <- w - step, or with momentum
 * m <- momentum m + step, w <- w - m.
 */
export function rmsprop({ rho, momentum, epsilon, centered }: Of<'rmsprop'>): Family {
  const hasMomentum = momentum > 0
  return {
    ...nothingFed,
    slots: { velocity: 0, ...(hasMomentum && { momentum: 0 }), ...(centered && { mean: 0 }) },
    hasMomentum,
    update: (math, { weight, gradient, slot, scalar }) => {
      const velocity = mixed(math, rho, slot('velocity'), math.square(gradient))
      const mean = centered && mixed(math, rho, slot('mean'), gradient)
      const variance = mean === false ? velocity : math.sub(velocity, math.square(mean))
      const step = math.div(math.mul(scalar('rate'), gradient), root(math, variance, epsilon))
      const change = hasMomentum
        ? math.add(math.mul(scalar('momentum'), slot('momentum')), step)
        : step
      return {
        weight: math.sub(weight, change),
        slots: {
          velocity,
          ...(hasMomentum && { momentum: change }),
          ...(mean !== false && { mean }),
        },
      }
    },
  }
}

/** a <- a + g^2; w <- w - rate g / sqrt(a + epsilon) */
export function adagrad({ initialAccumulator, epsilon }: Of<'adagrad'>): Family {
  return {
    ...nothingFed,
    slots: { accumulator: initialAccumulator },
    hasMomentum: false,
    update: (math, { weight, gradient, slot, scalar }) => {
      const accumulator = math.add(slot('accumulator'), math.square(gradient))
      const step = math.div(math.mul(scalar('rate'), gradient), root(math, accumulator, epsilon))
      return { weight: math.sub(weight, step), slots: { accumulator } }
    },
  }
}

/**
 * a <- rho a + (1 - rho) g^2; step = sqrt(d + epsilon) g / sqrt(a + epsilon);
 * d <- rho d + (1 - rho) step^2; w <- w - rate step
 */
export function adadelta({ rho, epsilon }: Of<'adadelta'>): Family {
  return {
    ...nothingFed,
    slots: { gradients: 0, steps: 0 },
    hasMomentum: false,
    update: (math, { weight, gradient, slot, scalar }) => {
      const gradients = mixed(math, rho, slot('gradients'), math.square(gradient))
      const step = math.div(
        math.mul(root(math, slot('steps'), epsilon), gradient),
        root(math, gradients, epsilon),
      )
      const steps = mixed(math, rho, slot('steps'), math.square(step))
      return {
        weight: math.sub(weight, math.mul(scalar('rate'), step)),
        slots: { gradients, steps },
      }
    },
  }
}
