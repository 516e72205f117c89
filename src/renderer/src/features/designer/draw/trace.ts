import { sampledIndices } from '../../../../../shared/domain/sampled-indices'
import type { CompiledSchedule, Unit } from '../../../../../shared/domain/schedule'
import { linearRates, simplifyCurve } from '../../../../../shared/domain/schedule/fit'
import type { BoardPoint, Drawing } from '../../../stores/drawing'

/** A schedule as it would have been drawn. */
export interface Trace extends Drawing {
  readonly per: Unit
}

const buckets = 100
/** Of the highest rate; nobody sees less on the board. */
const tolerance = 0.002

/** Rounded to what a person would write. */
const tidy = (rate: number) => Number(rate.toPrecision(4))

/** Nobody moves more than these by hand: they would hide the board. */
const mostOwn = 500

/** The points of a schedule that has a few; null where one lies after the end of the run. */
function pointsIn({ definition, values, scope }: CompiledSchedule['resolved'][number]) {
  if (definition.kind !== 'points') return null
  // The values of this kind, which the list of all kinds does not know.
  const { points, interpolation } = values as unknown as Drawing
  const { totalUnits, per } = scope
  if (points.length > mostOwn || points.some(([t]) => t > totalUnits)) return null
  const shares = points.map(([t, rate]): BoardPoint => [t / totalUnits, rate])
  return { per, interpolation, points: shares }
}

/** The curve of a schedule in a few points; a schedule of a few keeps its own. */
export function traceOf(schedule: CompiledSchedule): Trace {
  const { totalSteps, heldSteps, rateAt, resolved } = schedule
  const root = resolved[0]
  const own = root && pointsIn(root)
  if (own) return own
  const units = Math.ceil(totalSteps / heldSteps)
  const rateOf = (unit: number) => rateAt(unit * heldSteps)
  const points = sampledIndices({ length: units, at: rateOf }, buckets).map((unit): BoardPoint => [
    unit / units,
    tidy(rateOf(unit)),
  ])
  const highest = Math.max(...points.map(([, rate]) => rate))
  return {
    per: root?.scope.per ?? 'step',
    interpolation: 'linear',
    points: simplifyCurve(points, tolerance * highest, linearRates),
  }
}
