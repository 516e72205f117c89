/** What every optimizer may do to weights and gradients beside its own rule, as in Keras. */
export interface GradientOptions {
  /** Decoupled: before each update, weights lose this share of themselves times the rate. */
  readonly weightDecay?: number
  /** Largest norm of each weight's own gradient. */
  readonly clipNorm?: number
  /** Largest norm of all gradients together. */
  readonly globalClipNorm?: number
  /** Largest absolute value of any gradient's element. */
  readonly clipValue?: number
}

/** Plain, with momentum, or with Nesterov's momentum. */
export interface SgdSpec extends GradientOptions {
  readonly kind: 'sgd'
  readonly momentum?: number
  readonly nesterov?: boolean
}

export interface AdamSpec extends GradientOptions {
  readonly kind: 'adam' | 'adamw' | 'nadam'
  readonly beta1?: number
  readonly beta2?: number
  readonly epsilon?: number
  /** Divides by the largest second moment so far; not for Nadam. */
  readonly amsgrad?: boolean
}

export interface RmspropSpec extends GradientOptions {
  readonly kind: 'rmsprop'
  readonly rho?: number
  readonly momentum?: number
  readonly epsilon?: number
  readonly centered?: boolean
}

export interface AdagradSpec extends GradientOptions {
  readonly kind: 'adagrad'
  readonly initialAccumulator?: number
  readonly epsilon?: number
}

export interface AdadeltaSpec extends GradientOptions {
  readonly kind: 'adadelta'
  readonly rho?: number
  readonly epsilon?: number
}

export interface LionSpec extends GradientOptions {
  readonly kind: 'lion'
  readonly beta1?: number
  readonly beta2?: number
}

/**
 * Schedule-free SGD and AdamW of Defazio et al. (2024): trained at y, between z and the average x;
 * evaluated, and stored, at x.
 */
export interface ScheduleFreeSpec extends GradientOptions {
  readonly kind: 'schedule-free-sgd' | 'schedule-free-adamw'
  /** Where y lies between z (0) and x (1). */
  readonly beta1?: number
  /** For AdamW's second moment. */
  readonly beta2?: number
  readonly epsilon?: number
  /** Weight of step t in the average is t^r times the largest rate so far to this power. */
  readonly weightRatePower?: number
  readonly r?: number
}

export type OptimizerSpec =
  SgdSpec | AdamSpec | RmspropSpec | AdagradSpec | AdadeltaSpec | LionSpec | ScheduleFreeSpec

export type OptimizerKind = OptimizerSpec['kind']

/** Values of what a spec leaves out: Keras's defaults, and those of the schedule-free paper's code. */
export const optimizerDefaults = {
  sgd: { momentum: 0, nesterov: false },
  adam: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false },
  adamw: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false, weightDecay: 0.004 },
  nadam: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false },
  rmsprop: { rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false },
  adagrad: { initialAccumulator: 0.1, epsilon: 1e-7 },
  adadelta: { rho: 0.95, epsilon: 1e-7 },
  lion: { beta1: 0.9, beta2: 0.99 },
  'schedule-free-sgd': { beta1: 0.9, beta2: 0, epsilon: 0, weightRatePower: 2, r: 0 },
  'schedule-free-adamw': { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightRatePower: 2, r: 0 },
} as const satisfies { readonly [Kind in OptimizerKind]: object }

type Resolved<Spec> = Spec extends OptimizerSpec
  ? GradientOptions & Required<Omit<Spec, keyof GradientOptions>>
  : never

/** A spec in which nothing of its kind is left out; the gradient options stay optional. */
export type ResolvedOptimizer = Resolved<OptimizerSpec>

/** Fills in the defaults of the optimizer's kind. */
export function resolveOptimizer(spec: OptimizerSpec): ResolvedOptimizer {
  // The table above has every field of each kind.
  return { ...optimizerDefaults[spec.kind], ...spec } as ResolvedOptimizer
}

/**
 * What a schedule of momentum sets for an optimizer: `momentum` of SGD and RMSprop, `beta1` of the
 * Adam family, Lion and schedule-free ones; null where there is nothing to set, as for SGD without
 * momentum.
 */
export function momentumOf(spec: ResolvedOptimizer): number | null {
  switch (spec.kind) {
    case 'sgd':
    case 'rmsprop':
      return spec.momentum === 0 ? null : spec.momentum
    case 'adam':
    case 'adamw':
    case 'nadam':
    case 'lion':
    case 'schedule-free-sgd':
    case 'schedule-free-adamw':
      return spec.beta1
    case 'adagrad':
    case 'adadelta':
      return null
  }
}
