import type { PlotRange } from '../../../../../shared/charts/plot-scale'
import type { BoardPoint } from '../../../stores/drawing'
import { keyMove } from '../key-move'
import { nextRate, onGrid, type Grid } from './grid'

/**
 * Where an arrow key takes a place on the board: a unit of time or a hundredth of the axis, ten
 * with Shift, and at least to the next rate of the grid; null for other keys.
 */
export function keyPlace(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  [at, rate]: BoardPoint,
  range: PlotRange,
  grid: Grid,
): BoardPoint | null {
  const to = keyMove(event, { step: at * grid.units, rate, stepsPerUnit: 1 }, range)
  if (!to) return null
  const [nextAt, moved] = onGrid([to.step / grid.units, to.rate], grid)
  if (to.rate === rate) return [nextAt, rate]
  const next = moved === rate ? nextRate(rate, to.rate > rate ? 1 : -1, grid) : moved
  return [nextAt, Math.min(range.y[1], Math.max(range.y[0], next))]
}
