import type { ResolvedOptimizer, SgdSpec } from '../../../shared/domain/optimizer'
import { nothingFed, type Family } from './family'

export const sgd = (spec: Extract<ResolvedOptimizer, { kind: SgdSpec['kind'] }>): Family =>
  spec.momentum === 0 ? plain : withMomentum(spec.nesterov)

/** w <- w - g rate */
const plain: Family = {
  ...nothingFed,
  slots: {},
  hasMomentum: false,
  update: (math, { weight, gradient, scalar }) => ({
    weight: math.sub(weight, math.mul(gradient, scalar('rate'))),
    slots: {},
  }),
}

/** m <- m momentum - g rate; w <- w + m, and with Nesterov's w <- w + (m momentum - g rate) */
const withMomentum = (nesterov: boolean): Family => ({
  ...nothingFed,
  slots: { momentum: 0 },
  hasMomentum: true,
  update: (math, { weight, gradient, slot, scalar }) => {
    const step = math.mul(gradient, scalar('rate'))
    const momentum = math.sub(math.mul(slot('momentum'), scalar('momentum')), step)
    const change = nesterov ? math.sub(math.mul(momentum, scalar('momentum')), step) : momentum
    return { weight: math.add(weight, change), slots: { momentum } }
  },
})
