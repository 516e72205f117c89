import { momentumOf, resolveOptimizer, type OptimizerSpec } from '../optimizer'
import { definitionOf, type ScheduleSpec } from '../schedule'

/**
 * The schedule as an optimizer can follow it: one that would set a momentum only because nothing else
 * was written sets none where the optimizer has none.
 */
export function fittedTo(spec: ScheduleSpec, optimizer: OptimizerSpec): ScheduleSpec {
  const hasMomentum = momentumOf(resolveOptimizer(optimizer)) !== null
  if (hasMomentum || !('momentum' in definitionOf(spec.kind).fields)) return spec
  const written = 'momentum' in spec && spec.momentum !== undefined
  // The kind has the field, and null is one of its values.
  return written ? spec : ({ ...spec, momentum: null } as ScheduleSpec)
}
