import type { Resolved } from './build'
import type { CompiledSchedule } from './compile'
import type { FieldChanges, Handle } from './handles'

/** A place in the run: a step from 0, which can have a fraction, and a rate. */
export interface RunPlace {
  readonly step: number
  readonly rate: number
}

/** What a handle holds of one schedule. */
interface Grip {
  /** Path of that schedule. */
  readonly path: string
  /** Length of its own clock in its own units. */
  readonly totalUnits: number
  /** What a drag changes in it. */
  readonly drag: (to: RunPlace) => FieldChanges
}

/** A handle where it lies in the run; the end of the run is a place, too. */
export interface PlacedHandle extends RunPlace {
  /** Unique in the whole schedule, and the same while it is dragged. */
  readonly id: string
  readonly label: string
  readonly moves: Handle['moves']
  /** Steps of one unit of its schedule's time. */
  readonly stepsPerUnit: number
  /** Usually one; two where the end of one schedule is the start of the next. */
  readonly grips: readonly Grip[]
}

function placed({ definition, values, scope, site }: Resolved, compiled: CompiledSchedule) {
  const { totalSteps, rateAt } = compiled
  const { stepsPerUnit, totalUnits } = scope
  return (definition.handles?.(values, scope) ?? []).map((handle): PlacedHandle => {
    const step = site.startStep + handle.t * stepsPerUnit
    const onCurve = () => rateAt(Math.max(0, Math.min(totalSteps - 1, Math.round(step))))
    return {
      id: `${site.path}#${handle.id}`,
      label: handle.label,
      moves: handle.moves,
      step,
      rate: Number.isNaN(handle.rate) ? onCurve() : handle.rate,
      stepsPerUnit,
      grips: [
        {
          path: site.path,
          totalUnits,
          drag: (to) =>
            handle.drag({
              t: (to.step - site.startStep) / stepsPerUnit,
              rate: Math.max(0, to.rate),
            }),
        },
      ],
    }
  })
}

const closeTo = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a))

/** One can only be moved in time, the other only up and down, and they lie in the same place. */
const complete = (a: PlacedHandle, b: PlacedHandle) =>
  a.moves === 'time' && b.moves === 'rate' && closeTo(a.step, b.step) && closeTo(a.rate, b.rate)

function joined(time: PlacedHandle, rate: PlacedHandle): PlacedHandle {
  return {
    ...time,
    label: `${time.label}, ${rate.label.toLowerCase()}`,
    moves: 'both',
    grips: [...time.grips, ...rate.grips],
  }
}

/** Handles that complete each other become one. */
function joinPairs(handles: readonly PlacedHandle[]): readonly PlacedHandle[] {
  const taken = new Set<PlacedHandle>()
  return handles
    .map((handle) => {
      const partner = handles.find((other) => !taken.has(other) && complete(handle, other))
      if (!partner) return handle
      taken.add(partner)
      return joined(handle, partner)
    })
    .filter((handle) => !taken.has(handle))
}

/**
 * All handles of a schedule that lie in the run, in its steps. A handle without a rate of its own lies on the
 * curve. Factors of a product are not rates, so only those of the selected one are given.
 */
export function placeHandles(
  compiled: CompiledSchedule,
  selected: string,
): readonly PlacedHandle[] {
  const shown = compiled.resolved.filter(
    ({ site }) => !site.path.includes('factors[') || site.path === selected,
  )
  const all = shown.flatMap((resolved) => placed(resolved, compiled))
  return joinPairs(all.filter(({ step }) => step <= compiled.totalSteps))
}
