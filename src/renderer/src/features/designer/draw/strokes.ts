import type { PlotRange } from '../../../../../shared/charts/plot-scale'
import {
  cleanStroke,
  linearRates,
  logRates,
  simplifyCurve,
} from '../../../../../shared/domain/schedule/fit'
import type { BoardPoint, Drawing } from '../../../stores/drawing'
import { drawOver, withoutRepeats } from './edits'
import { gapOf, onGrid, type Grid } from './grid'
import { polylineOf, rateOn } from './polyline'

/** A stroke may be off by this share of the board's height: less than the hand's tremble. */
const tolerance = 0.012

/** The points of a drawing after a stroke over it, as few as show the stroke's course. */
export function withStroke(
  drawing: Drawing,
  samples: readonly BoardPoint[],
  grid: Grid,
  { y: [low, high], logarithmic }: PlotRange,
): readonly BoardPoint[] {
  const axis = logarithmic ? logRates : linearRates
  const height = axis(high) - axis(low)
  const simple = simplifyCurve(cleanStroke(samples), tolerance * height, axis)
  const gap = gapOf(grid)
  const stroke = withoutRepeats(
    simple.map((point) => onGrid(point, grid)),
    gap,
  )
  const rateAt = rateOn(polylineOf(drawing))
  return drawOver(drawing.points, stroke, (at) => onGrid([at, rateAt(at)], grid)[1], gap)
}
