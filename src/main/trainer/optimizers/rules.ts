import type { ResolvedOptimizer } from '../../../shared/domain/optimizer'
import type { Arithmetic } from './arithmetic'
import { familyOf, scalarNames } from './families'
import type { SlotStart } from './family'

/** A tensor that an optimizer keeps for each weight. */
export interface OptimizerSlot {
  readonly name: string
  readonly initial: SlotStart
}

/** A weight, its slots in the order of the rule's, and the step's scalars in that of their columns. */
export interface WeightParts<T> {
  readonly weight: T
  readonly slots: readonly T[]
  readonly scalars: readonly T[]
}

/** How an optimizer updates one weight, in whatever the arithmetic computes with. */
export interface OptimizerRule {
  readonly slots: readonly OptimizerSlot[]
  /** The weight after weight decay and the update, and its slots. */
  update<T>(
    math: Arithmetic<T>,
    parts: WeightParts<T> & { readonly gradient: T },
  ): { readonly weight: T; readonly slots: readonly T[] }
  /** Where the gradient has to be taken: at the weight, unless the optimizer is schedule-free. */
  gradientPoint<T>(math: Arithmetic<T>, parts: WeightParts<T>): T
}

export function ruleOf(spec: ResolvedOptimizer): OptimizerRule {
  const family = familyOf(spec)
  const slotNames = Object.keys(family.slots)
  const columns = scalarNames(family)
  const named = <T>({ weight, slots, scalars }: WeightParts<T>) => ({
    weight,
    slot: lookUp('slot', slotNames, slots),
    scalar: lookUp('scalar', columns, scalars),
  })
  const decay = family.decaysItself ? 0 : (spec.weightDecay ?? 0)

  return {
    slots: Object.entries(family.slots).map(([name, initial]) => ({ name, initial })),
    update: (math, parts) => {
      const given = { ...named(parts), gradient: parts.gradient }
      const updated = family.update(math, {
        ...given,
        weight: decay === 0 ? parts.weight : decayed(math, given, decay),
      })
      const slot = lookUp('slot', Object.keys(updated.slots), Object.values(updated.slots))
      return { weight: updated.weight, slots: slotNames.map(slot) }
    },
    gradientPoint: (math, parts) => family.gradientPoint?.(math, named(parts)) ?? parts.weight,
  }
}

/** w <- w - w decay rate */
const decayed = <T>(
  math: Arithmetic<T>,
  { weight, scalar }: { readonly weight: T; readonly scalar: (name: string) => T },
  decay: number,
): T => math.sub(weight, math.mul(math.mul(weight, math.constant(decay)), scalar('rate')))

function lookUp<T>(what: string, names: readonly string[], values: readonly T[]) {
  if (names.length !== values.length) {
    throw new RangeError(`there are ${names.length} ${what}s, not ${values.length}`)
  }
  return (name: string): T => {
    const index = names.indexOf(name)
    if (index === -1) throw new RangeError(`there is no ${what} named ${name}`)
    // The lengths are equal, so the index is in range.
    return values[index] as T
  }
}
