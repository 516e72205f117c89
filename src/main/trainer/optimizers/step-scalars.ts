import { momentumOf, type ResolvedOptimizer } from '../../../shared/domain/optimizer'
import { familyOf, scalarNames } from './families'

/** What an optimizer is fed step by step, rounded to float32. */
export interface StepScalars {
  /** One per column: `rate`, `momentum` where there is one (also for a beta1), then corrections. */
  readonly names: readonly string[]
  /** The columns of the next step; without a momentum it is the optimizer's own. */
  next(rate: number, momentum: number | null): readonly number[]
  /** Finite numbers from which another object goes on with the same bits. */
  state(): readonly number[]
}

/**
 * The scalars from the first step on, or from where a state was taken. Throws where the state has
 * not one number for each that the optimizer carries along, and for a momentum that it has not.
 */
export function createStepScalars(spec: ResolvedOptimizer, state?: readonly number[]): StepScalars {
  const family = familyOf(spec)
  const names = scalarNames(family)
  const carriedNames = Object.keys(family.carried)
  const [done = 0, ...kept] = state ?? [0, ...Object.values(family.carried)]
  if (kept.length !== carriedNames.length) {
    throw new RangeError(
      `${spec.kind} goes on from ${carriedNames.length + 1} numbers, was given ${state?.length}`,
    )
  }
  let t = done
  let carried = new Map(carriedNames.map((name, index) => [name, kept[index] ?? 0]))

  return {
    names,
    next: (rate, momentum) => {
      if (momentum !== null && !family.hasMomentum) {
        throw new RangeError(`${spec.kind} without momentum was given a momentum of ${momentum}`)
      }
      t += 1
      const own = momentum ?? momentumOf(spec) ?? 0
      const found = family.next({
        t,
        rate,
        momentum: own,
        carried: (name) => carried.get(name) ?? NaN,
      })
      carried = new Map(Object.entries(found.carried))
      const values: Readonly<Record<string, number>> = { ...found.scalars, rate, momentum: own }
      return names.map((name) => Math.fround(values[name] ?? NaN))
    },
    state: () => [t, ...carriedNames.map((name) => carried.get(name) ?? NaN)],
  }
}
