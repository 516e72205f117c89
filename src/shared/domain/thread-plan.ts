import type { Compiler, Recipe } from './recipe'

/** Networks that differ in what is fastest: products of matrices, or convolutions. */
export type NetworkClass = 'dense' | 'convolutional'

export const networkClasses: readonly NetworkClass[] = ['dense', 'convolutional']

/** How fast one way of training was on this machine. */
export interface MeasuredSpeed {
  readonly network: NetworkClass
  readonly compiler: Compiler
  readonly threads: number
  /** Median milliseconds of a step: batch 64, the article's network or the small convolutional one. */
  readonly stepMs: number
}

/** Who compiles a run's graph, and on how many threads it trains. */
export interface TrainingPlan {
  readonly compiler: Compiler
  readonly threads: number
}

export const networkClassOf = ({ model }: Pick<Recipe, 'model'>): NetworkClass =>
  model.layers.some(({ kind }) => kind === 'conv2d') ? 'convolutional' : 'dense'

/**
 * How a run is trained that gets so many threads: by what was measured faster with as many, or with
 * all cores where it gets more than one. Without a measurement: XLA for dense networks, where it
 * fuses what lies between the products and so gains more than TensorFlow's second thread does;
 * TensorFlow for convolutions, for which XLA's code for processors is slow.
 */
export function planFor(
  network: NetworkClass,
  threads: number,
  measured: readonly MeasuredSpeed[],
): TrainingPlan {
  const several = threads > 1
  const known = measured.filter((each) => each.network === network && each.threads > 1 === several)
  const fastest = known.reduce<MeasuredSpeed | null>(
    (best, each) => (best === null || each.stepMs < best.stepMs ? each : best),
    null,
  )
  const usual = network === 'dense' ? 'xla' : 'tensorflow'
  return { compiler: fastest?.compiler ?? usual, threads }
}

/** A recipe with the plan by which it will be trained, as far as it leaves that open. */
export function withPlan(recipe: Recipe, plan: TrainingPlan): Recipe {
  return { ...plan, ...recipe }
}
