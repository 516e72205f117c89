import type { PlotRange } from '../../../../shared/charts/plot-scale'
import type { PlacedHandle, RunPlace } from '../../../../shared/domain/schedule/place-handles'

/** A linear axis is walked in this many strides; a logarithmic one by this factor. */
const stridesOfAxis = 100
const strideFactor = 1.05
/** With Shift, as many strides at once. */
const leap = 10

/** Where a key press takes a handle: left and right in time, up and down in rate; null for others. */
export function keyMove(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  { step, rate, stepsPerUnit }: Pick<PlacedHandle, 'step' | 'rate' | 'stepsPerUnit'>,
  { y, logarithmic }: PlotRange,
): RunPlace | null {
  const strides = shiftKey ? leap : 1
  const raised = (direction: 1 | -1) =>
    logarithmic
      ? Math.max(rate, y[0]) * strideFactor ** (direction * strides)
      : Math.max(0, rate + (direction * strides * (y[1] - y[0])) / stridesOfAxis)
  switch (key) {
    case 'ArrowLeft':
      return { step: step - strides * stepsPerUnit, rate }
    case 'ArrowRight':
      return { step: step + strides * stepsPerUnit, rate }
    case 'ArrowUp':
      return { step, rate: raised(1) }
    case 'ArrowDown':
      return { step, rate: raised(-1) }
    default:
      return null
  }
}
