import type { ScheduleSpec } from '../kinds'
import type { PlacedHandle } from '../place-handles'
import { withChanges } from './changes'
import { replaceAt, specAt } from './paths'

/** A spec after one of its handles was dragged to a step of the run and a rate. */
export const dragHandle = (
  spec: ScheduleSpec,
  handle: PlacedHandle,
  to: { readonly step: number; readonly rate: number },
): ScheduleSpec =>
  handle.grips.reduce(
    (changed, { path, totalUnits, drag }) =>
      replaceAt(changed, path, withChanges(specAt(changed, path), drag(to), totalUnits)),
    spec,
  )
