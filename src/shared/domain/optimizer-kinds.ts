import {
  optimizerDefaults,
  type GradientOptions,
  type OptimizerKind,
  type OptimizerSpec,
  type ResolvedOptimizer,
} from './optimizer'
import type { Fields, FieldsOf, NumberField } from './recipe-field'

/** Fields that every optimizer has; without them gradients and weights are left as they are. */
export const gradientFields: FieldsOf<GradientOptions> = {
  weightDecay: {
    type: 'number',
    label: 'weight decay',
    meaning: 'Before each update, weights lose this share of themselves, times the learning rate',
    least: 0,
    otherwise: 'none',
  },
  clipNorm: {
    type: 'number',
    label: 'largest norm of each gradient',
    meaning: 'The gradient of a weight tensor is scaled down to this norm where its own is larger',
    above: 0,
    otherwise: 'none',
  },
  globalClipNorm: {
    type: 'number',
    label: 'largest norm of all gradients together',
    meaning: 'All gradients are scaled down alike where their common norm is larger',
    above: 0,
    otherwise: 'none',
  },
  clipValue: {
    type: 'number',
    label: 'largest value in a gradient',
    meaning: 'Every number of a gradient is kept between this and its negative',
    above: 0,
    otherwise: 'none',
  },
}

const share = (label: string, meaning: string, fallback: number): NumberField => ({
  type: 'number',
  label,
  meaning,
  least: 0,
  below: 1,
  fallback,
})

const momentum = share('momentum', 'Share of the last move that is made again', 0)
const epsilon = (fallback: number): NumberField => ({
  type: 'number',
  label: 'epsilon',
  meaning: 'Keeps the divisor away from 0',
  above: 0,
  fallback,
})
const beta1 = (fallback: number) =>
  share('beta 1', 'How much of the mean gradient a step keeps', fallback)
const beta2 = (fallback: number) =>
  share('beta 2', 'How much of the mean square a step keeps', fallback)
const rho = (fallback: number) => share('rho', 'How much of the mean square a step keeps', fallback)

const adamFields: OwnFields<'adam'> = {
  beta1: beta1(optimizerDefaults.adam.beta1),
  beta2: beta2(optimizerDefaults.adam.beta2),
  epsilon: epsilon(optimizerDefaults.adam.epsilon),
  amsgrad: {
    type: 'flag',
    label: 'AMSGrad',
    meaning: 'Divides by the largest mean square so far; not for Nadam',
    fallback: false,
  },
}

function scheduleFreeFields(
  kind: 'schedule-free-sgd' | 'schedule-free-adamw',
): OwnFields<typeof kind> {
  const own = optimizerDefaults[kind]
  return {
    beta1: share('beta 1', 'Where gradients are taken: 0 at z, near 1 at the average x', own.beta1),
    beta2: share('beta 2', 'How much of the mean square a step keeps; only for AdamW', own.beta2),
    epsilon: {
      type: 'number',
      label: 'epsilon',
      meaning: 'Keeps the divisor away from 0; only for AdamW',
      least: 0,
      fallback: own.epsilon,
    },
    weightRatePower: {
      type: 'number',
      label: 'power of the rate',
      meaning: 'A step counts by the largest learning rate so far to this power',
      least: 0,
      fallback: own.weightRatePower,
    },
    r: {
      type: 'number',
      label: 'power of the step',
      meaning: 'A step counts by its number to this power',
      least: 0,
      fallback: own.r,
    },
  }
}

/** The optimizer of a kind; some kinds share one type. */
export type OptimizerOf<Kind extends OptimizerKind> = OptimizerSpec extends infer Spec
  ? Spec extends OptimizerSpec
    ? Kind extends Spec['kind']
      ? Spec
      : never
    : never
  : never

/** A kind of optimizer as tables and messages tell of it. */
export interface OptimizerKindInfo<Own = Fields> {
  readonly title: string
  /** The update in plain text: `w` weight, `g` gradient, `lr` learning rate, `t` step from 1. */
  readonly formula: string
  readonly source: string
  /** Fields of its own, beside {@link gradientFields}. */
  readonly fields: Own
}

type OwnFields<Kind extends OptimizerKind> = FieldsOf<
  Omit<OptimizerOf<Kind>, keyof GradientOptions>
>

/** Every kind of optimizer. Defaults are Keras's, and those of the schedule-free authors' code. */
export const optimizerKinds: {
  readonly [Kind in OptimizerKind]: OptimizerKindInfo<OwnFields<Kind>>
} = {
  sgd: {
    title: 'SGD',
    formula:
      'w = w - lr g; with momentum m = momentum m - lr g, w = w + m; ' +
      "with Nesterov's w = w + momentum m - lr g",
    source: 'Robbins and Monro (1951), Polyak (1964), Nesterov (1983)',
    fields: {
      momentum,
      nesterov: {
        type: 'flag',
        label: 'Nesterov',
        meaning: 'Looks ahead along the momentum; needs one',
        fallback: false,
      },
    },
  },
  adam: {
    title: 'Adam',
    formula:
      'm = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; ' +
      'w = w - lr sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon); ' +
      'AMSGrad: the largest v so far for v',
    source: 'Kingma and Ba (2015); AMSGrad: Reddi et al. (2018)',
    fields: adamFields,
  },
  adamw: {
    title: 'AdamW',
    formula: `w = w - lr decay w, then as Adam; a decay of ${optimizerDefaults.adamw.weightDecay} unless given`,
    source: 'Loshchilov and Hutter (2019)',
    fields: adamFields,
  },
  nadam: {
    title: 'Nadam',
    formula:
      'm and v as Adam; u(t) = beta1 (1 - 0.96^t / 2), U(t) = u(1) ... u(t); ' +
      'w = w - lr (u(t+1) m / (1 - U(t+1)) + (1 - u(t)) g / (1 - U(t))) / ' +
      '(sqrt(v / (1 - beta2^t)) + epsilon)',
    source: 'Dozat (2016)',
    fields: adamFields,
  },
  rmsprop: {
    title: 'RMSprop',
    formula:
      'v = rho v + (1 - rho) g^2; w = w - lr g / sqrt(v + epsilon); ' +
      'centred: v - a^2 for v, with a the mean gradient; ' +
      'with momentum m = momentum m + lr g / sqrt(v + epsilon), w = w - m',
    source: 'Tieleman and Hinton (2012); centred: Graves (2013)',
    fields: {
      rho: rho(optimizerDefaults.rmsprop.rho),
      momentum,
      epsilon: epsilon(optimizerDefaults.rmsprop.epsilon),
      centered: {
        type: 'flag',
        label: 'centred',
        meaning: 'Divides by the standard deviation instead of the root of the mean square',
        fallback: false,
      },
    },
  },
  adagrad: {
    title: 'Adagrad',
    formula: 'a = a + g^2; w = w - lr g / sqrt(a + epsilon)',
    source: 'Duchi et al. (2011)',
    fields: {
      initialAccumulator: {
        type: 'number',
        label: 'first sum',
        meaning: 'What the sum of squares starts at',
        least: 0,
        fallback: optimizerDefaults.adagrad.initialAccumulator,
      },
      epsilon: epsilon(optimizerDefaults.adagrad.epsilon),
    },
  },
  adadelta: {
    title: 'Adadelta',
    formula:
      'a = rho a + (1 - rho) g^2; s = g sqrt(d + epsilon) / sqrt(a + epsilon); ' +
      'd = rho d + (1 - rho) s^2; w = w - lr s',
    source: 'Zeiler (2012)',
    fields: {
      rho: rho(optimizerDefaults.adadelta.rho),
      epsilon: epsilon(optimizerDefaults.adadelta.epsilon),
    },
  },
  lion: {
    title: 'Lion',
    formula: 'w = w - lr sign(beta1 m + (1 - beta1) g); m = beta2 m + (1 - beta2) g',
    source: 'Chen et al. (2023)',
    fields: {
      beta1: share('beta 1', 'Weight of the mean gradient in the direction', 0.9),
      beta2: share('beta 2', 'How much of the mean gradient a step keeps', 0.99),
    },
  },
  'schedule-free-sgd': {
    title: 'Schedule-free SGD',
    formula:
      'g taken at y = beta1 x + (1 - beta1) z; z = z - lr (g + decay y); x = (1 - c) x + c z; ' +
      'c = t^r (largest lr)^power over the sum of these; evaluated at x',
    source: 'Defazio et al. (2024)',
    fields: scheduleFreeFields('schedule-free-sgd'),
  },
  'schedule-free-adamw': {
    title: 'Schedule-free AdamW',
    formula:
      'as schedule-free SGD, with g / (sqrt(v / (1 - beta2^t)) + epsilon) for g and ' +
      'v = beta2 v + (1 - beta2) g^2',
    source: 'Defazio et al. (2024)',
    fields: scheduleFreeFields('schedule-free-adamw'),
  },
}

/** Tensors of a weight's size that an optimizer keeps for each trained weight. */
export function slotsOf(spec: ResolvedOptimizer): number {
  switch (spec.kind) {
    case 'sgd':
      return spec.momentum === 0 ? 0 : 1
    case 'adam':
    case 'adamw':
      return spec.amsgrad ? 3 : 2
    case 'nadam':
    case 'adadelta':
    case 'schedule-free-adamw':
      return 2
    case 'rmsprop':
      return 1 + (spec.momentum === 0 ? 0 : 1) + (spec.centered ? 1 : 0)
    case 'adagrad':
    case 'lion':
    case 'schedule-free-sgd':
      return 1
  }
}
