import type { CompiledSchedule } from './compile'
import type { FieldChanges, Handle, Place } from './handles'

/** A handle where it lies in the run. */
export interface PlacedHandle {
  /** Unique in the whole schedule. */
  readonly id: string
  /** Path of the schedule it belongs to. */
  readonly path: string
  readonly label: string
  readonly moves: Handle['moves']
  /** Steps of the run before it; can have a fraction, and lie at the very end of the run. */
  readonly step: number
  readonly rate: number
  /** Steps of one unit of its schedule's time. */
  readonly stepsPerUnit: number
  /** Length of its schedule's own clock in its own units. */
  readonly totalUnits: number
  /** What a drag to a step of the run and a rate changes. */
  readonly drag: (to: { readonly step: number; readonly rate: number }) => FieldChanges
}

/**
 * All handles of a schedule in the steps of the run. A handle without a rate of its own lies on the
 * curve. Factors of a product are not rates, so only those of the selected one are given.
 */
export function placeHandles(
  compiled: CompiledSchedule,
  selected: string,
): readonly PlacedHandle[] {
  const { totalSteps, rateAt } = compiled
  const onCurve = (step: number) => rateAt(Math.max(0, Math.min(totalSteps - 1, Math.round(step))))
  return compiled.resolved.flatMap(({ definition, values, scope, site }) => {
    if (site.path.includes('factors[') && site.path !== selected) return []
    const { stepsPerUnit, totalUnits } = scope
    return (definition.handles?.(values, scope) ?? []).map((handle): PlacedHandle => {
      const step = Math.min(totalSteps, site.startStep + handle.t * stepsPerUnit)
      return {
        id: `${site.path}#${handle.id}`,
        path: site.path,
        label: handle.label,
        moves: handle.moves,
        step,
        rate: Number.isNaN(handle.rate) ? onCurve(step) : handle.rate,
        stepsPerUnit,
        totalUnits,
        drag: (to) => handle.drag(localPlace(to, site.startStep, stepsPerUnit)),
      }
    })
  })
}

const localPlace = (
  to: { readonly step: number; readonly rate: number },
  startStep: number,
  stepsPerUnit: number,
): Place => ({ t: (to.step - startStep) / stepsPerUnit, rate: Math.max(0, to.rate) })
