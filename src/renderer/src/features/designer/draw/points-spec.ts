import type { ScheduleSpec, Unit } from '../../../../../shared/domain/schedule'
import type { DrawnCurve } from '../../../../../shared/domain/schedule/fit'
import type { BoardPoint, Drawing } from '../../../stores/drawing'
import { withoutRepeats } from './edits'
import { polylineOf } from './polyline'

/** A run as the board counts it. */
export interface UnitsOfRun {
  readonly per: Unit
  /** Epochs or steps. */
  readonly units: number
}

/** Times in units are written with as many decimals. */
const decimals = 2

const inUnits = ([at, rate]: BoardPoint, units: number) =>
  [Number((at * units).toFixed(decimals)), rate] as const

/** The drawing as a schedule through its points; null for an empty one. */
export function pointsSpec(drawing: Drawing, { per, units }: UnitsOfRun): ScheduleSpec | null {
  const gap = 1 / (units * 10 ** decimals)
  const points = withoutRepeats(drawing.points, gap).map((point) => inUnits(point, units))
  return points.length === 0
    ? null
    : { kind: 'points', per, points, interpolation: drawing.interpolation }
}

/** Points that no logarithm has a place for, though the drawing asks for it. */
export const pointsWithoutLog = ({ points, interpolation }: Drawing) =>
  interpolation === 'log' ? points.filter(([, rate]) => rate === 0).length : 0

/** The drawing as a curve that named schedules can be compared with; null for an empty one. */
export function drawnCurve(drawing: Drawing, { per, units }: UnitsOfRun): DrawnCurve | null {
  const line = polylineOf(drawing)
  if (line.length === 0) return null
  return { points: line.map(([at, rate]) => [at * units, rate] as const), totalUnits: units, per }
}
