import type { Tensor } from '@tensorflow/tfjs-core'
import type { ResolvedOptimizer } from '../../../shared/domain/optimizer'
import type { NamedTensor } from '../engine'
import { fittingTensors } from '../fitting-tensors'
import type { Arithmetic } from '../optimizers/arithmetic'
import { ruleOf } from '../optimizers/rules'
import { zip } from '../zip'
import { atAnOddPlace } from '../own-memory'
import type { ModelVariable } from './layers'
import type { Tfjs } from './tfjs'

/** A weight with the slots that are kept of it; these are replaced, not changed. */
interface Kept {
  readonly variable: ModelVariable
  slots: readonly Tensor[]
}

/** Applies an optimizer's rule to variables, inside the caller's tensor scope. */
export interface TfjsOptimizer {
  /** The variables' values as stored, while the gradient is taken elsewhere. */
  moveToGradientPoint(scalars: readonly Tensor[]): readonly Tensor[]
  /** Updates the variables from what they were as stored. */
  update(stored: readonly Tensor[], gradients: readonly Tensor[], scalars: readonly Tensor[]): void
  /** `<weight>/<slot>`, weight by weight. */
  slots(): readonly (Pick<NamedTensor, 'name' | 'shape'> & { readonly value: Tensor })[]
  restore(tensors: readonly NamedTensor[]): void
  dispose(): void
}

export function createOptimizer(
  tf: Tfjs,
  math: Arithmetic<Tensor>,
  spec: ResolvedOptimizer,
  variables: readonly ModelVariable[],
): TfjsOptimizer {
  const rule = ruleOf(spec)
  const all: readonly Kept[] = variables.map((variable) => ({
    variable,
    slots: rule.slots.map(({ initial }) =>
      initial === 'weight' ? tf.clone(variable.value) : tf.fill([...variable.shape], initial),
    ),
  }))
  const replace = (kept: Kept, slots: readonly Tensor[]) => {
    tf.dispose([...kept.slots])
    kept.slots = slots.map((slot) => tf.keep(slot))
  }
  const slots = () =>
    all.flatMap(({ variable, slots: values }) =>
      zip(rule.slots, values).map(([{ name }, value]) => ({
        name: `${variable.name}/${name}`,
        shape: variable.shape,
        value,
      })),
    )

  return {
    moveToGradientPoint: (scalars) =>
      all.map(({ variable: { value }, slots: own }) => {
        const stored = tf.clone(value)
        const point = rule.gradientPoint(math, { weight: stored, slots: own, scalars })
        if (point !== stored) value.assign(point)
        return stored
      }),
    update: (stored, gradients, scalars) => {
      for (const [kept, [weight, gradient]] of zip(all, zip(stored, gradients))) {
        const updated = rule.update(math, { weight, gradient, slots: kept.slots, scalars })
        kept.variable.value.assign(updated.weight)
        replace(kept, updated.slots)
      }
    },
    slots,
    restore: (tensors) => {
      const values = [...fittingTensors(slots(), tensors)]
      for (const kept of all) {
        const own = values.splice(0, rule.slots.length)
        replace(
          kept,
          own.map((slot) => tf.tensor(atAnOddPlace(slot.values), [...slot.shape])),
        )
      }
    },
    dispose: () => tf.dispose(all.flatMap((kept) => kept.slots)),
  }
}
