import { compileSchedule, previewOf } from '../../../../../shared/domain/schedule'
import type { Preview, RunLength, ScheduleSpec } from '../../../../../shared/domain/schedule'

/** About one for every two pixels of the board. */
const buckets = 300
/** Narrower stairs would only look like a jagged line. */
const mostStairs = 60

/**
 * The curve of a schedule beside a drawing: with its stairs where the rate is held for an epoch and
 * the run has few of them, else through the rates at the start of every epoch.
 */
export function suggestedLine(spec: ScheduleSpec, length: RunLength): Preview {
  const compiled = compileSchedule(spec, length)
  const { heldSteps, totalSteps } = compiled
  const preview = previewOf(compiled, buckets)
  if (totalSteps / heldSteps <= mostStairs) return preview
  const isStart = (_: number, index: number) => (preview.steps[index] ?? 0) % heldSteps === 0
  return { steps: preview.steps.filter(isStart), rates: preview.rates.filter(isStart) }
}
