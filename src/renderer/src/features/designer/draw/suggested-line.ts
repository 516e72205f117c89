import {
  compileSchedule,
  previewOf,
  type Preview,
  type RunLength,
  type ScheduleSpec,
} from '../../../../../shared/domain/schedule'

/** About one for every two pixels of the board. */
const buckets = 300
/** From one unit to the next, as a share of the highest rate; less would only look jagged. */
const leastStair = 0.08

/**
 * The curve of a schedule beside a drawing. Where the rate is held for an epoch, it goes through the
 * rates at the start of the epochs; only jumps from one to the next are stairs.
 */
export function suggestedLine(spec: ScheduleSpec, length: RunLength): Preview {
  const compiled = compileSchedule(spec, length)
  const { steps, rates } = previewOf(compiled, buckets)
  const stair = leastStair * Math.max(...rates)
  const isShown = (_: number, index: number) => {
    const isStart = (steps[index] ?? 0) % compiled.heldSteps === 0
    const [rate = 0, next = rate] = rates.slice(index, index + 2)
    return isStart || Math.abs(next - rate) > stair
  }
  return { steps: steps.filter(isShown), rates: rates.filter(isShown) }
}
