import type { ResolvedOptimizer } from '../../../shared/domain/optimizer'
import type { Family } from './family'

const { fround } = Math

/** w <- w - rate sign(m beta1 + g (1 - beta1)); m <- m beta2 + g (1 - beta2) */
export function lion({ beta2 }: Extract<ResolvedOptimizer, { kind: 'lion' }>): Family {
  // Keras takes 1 - beta in float32 here.
  const share2 = fround(1 - fround(beta2))
  return {
    slots: { m: 0 },
    hasMomentum: true,
    scalars: ['1 - beta1'],
    carried: {},
    next: ({ momentum }) => ({ scalars: { '1 - beta1': 1 - fround(momentum) }, carried: {} }),
    update: (math, { weight, gradient, slot, scalar }) => {
      const direction = math.sign(
        math.add(math.mul(slot('m'), scalar('momentum')), math.mul(gradient, scalar('1 - beta1'))),
      )
      const m = math.add(
        math.mul(slot('m'), math.constant(beta2)),
        math.mul(gradient, math.constant(share2)),
      )
      return { weight: math.sub(weight, math.mul(scalar('rate'), direction)), slots: { m } }
    },
  }
}
