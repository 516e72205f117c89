import type { ResolvedOptimizer, ScheduleFreeSpec } from '../../../shared/domain/optimizer'
import type { Arithmetic } from './arithmetic'
import type { Family, Given } from './family'

type ScheduleFree = Extract<ResolvedOptimizer, { kind: ScheduleFreeSpec['kind'] }>

/** y = x beta1 + z (1 - beta1) */
const trainedAt = <T>(math: Arithmetic<T>, { weight, slot, scalar }: Given<T>) =>
  math.add(math.mul(weight, scalar('momentum')), math.mul(slot('z'), scalar('1 - beta1')))

/**
 * Defazio et al. (2024), https://arxiv.org/abs/2405.15682, as in the authors' code. With g taken at
 * y: for AdamW v <- v beta2 + g^2 (1 - beta2) and g / (sqrt(v / (1 - beta2^t)) + epsilon) in g's
 * place; g + y decay in g's place; z <- z - g rate; x <- x (1 - c) + z c. The stored weight is x.
 * c is the step's share of the weights t^r (largest rate so far)^power of all steps until now.
 */
export function scheduleFree(spec: ScheduleFree): Family {
  const { kind, beta2, epsilon, weightDecay = 0, weightRatePower, r } = spec
  const scaled = kind === 'schedule-free-adamw'
  return {
    slots: { z: 'weight', ...(scaled && { v: 0 }) },
    hasMomentum: true,
    scalars: ['1 - beta1', 'c', '1 - c', ...(scaled ? ['1 - beta2^t'] : [])],
    carried: { weightSum: 0, largestRate: 0 },
    next: ({ t, rate, momentum, carried }) => {
      const largestRate = Math.max(rate, carried('largestRate'))
      const weight = t ** r * largestRate ** weightRatePower
      const weightSum = carried('weightSum') + weight
      const c = weightSum === 0 ? 0 : weight / weightSum
      return {
        scalars: {
          '1 - beta1': 1 - momentum,
          c,
          '1 - c': 1 - c,
          ...(scaled && { '1 - beta2^t': 1 - beta2 ** t }),
        },
        carried: { weightSum, largestRate },
      }
    },
    decaysItself: true,
    gradientPoint: trainedAt,
    update: (math, given) => {
      const { weight, gradient, slot, scalar } = given
      const v = scaled && secondMoment(math, slot('v'), gradient, beta2)
      const direction =
        v === false
          ? gradient
          : math.div(gradient, scaleOf(math, v, scalar('1 - beta2^t'), epsilon))
      const decay = weightDecay === 0 ? null : math.constant(weightDecay)
      const pull =
        decay === null ? direction : math.add(direction, math.mul(trainedAt(math, given), decay))
      const z = math.sub(slot('z'), math.mul(pull, scalar('rate')))
      const x = math.add(math.mul(weight, scalar('1 - c')), math.mul(z, scalar('c')))
      return { weight: x, slots: { z, ...(v !== false && { v }) } }
    },
  }
}

const secondMoment = <T>(math: Arithmetic<T>, old: T, gradient: T, beta2: number) =>
  math.add(
    math.mul(old, math.constant(beta2)),
    math.mul(math.square(gradient), math.constant(1 - beta2)),
  )

const scaleOf = <T>(math: Arithmetic<T>, v: T, rest: T, epsilon: number) =>
  math.add(math.sqrt(math.div(v, rest)), math.constant(epsilon))
