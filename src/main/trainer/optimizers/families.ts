import type { ResolvedOptimizer } from '../../../shared/domain/optimizer'
import { adam, nadam } from './adam'
import { adadelta, adagrad, rmsprop } from './adaptive'
import type { Family } from './family'
import { lion } from './lion'
import { scheduleFree } from './schedule-free'
import { sgd } from './sgd'

/** How the spec's optimizer updates a weight. */
export function familyOf(spec: ResolvedOptimizer): Family {
  switch (spec.kind) {
    case 'sgd':
      return sgd(spec)
    case 'adam':
    case 'adamw':
      return adam(spec)
    case 'nadam':
      return nadam(spec)
    case 'rmsprop':
      return rmsprop(spec)
    case 'adagrad':
      return adagrad(spec)
    case 'adadelta':
      return adadelta(spec)
    case 'lion':
      return lion(spec)
    case 'schedule-free-sgd':
    case 'schedule-free-adamw':
      return scheduleFree(spec)
  }
}

/** Names of what is fed per step, in the order of the columns. */
export const scalarNames = ({ hasMomentum, scalars }: Family): readonly string[] => [
  'rate',
  ...(hasMomentum ? ['momentum'] : []),
  ...scalars,
]
