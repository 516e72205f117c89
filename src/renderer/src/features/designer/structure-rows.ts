import type { CompiledSchedule } from '../../../../shared/domain/schedule'
import { placeOf } from '../../../../shared/domain/schedule/edit'

/** One schedule of a composition as a bar over the stretch of the run in which it rules. */
export interface StructureBar {
  readonly path: string
  readonly title: string
  /** Levels of nesting around it. */
  readonly depth: number
  /** Shares of the run, from 0 to 1. */
  readonly from: number
  readonly to: number
}

const depthOf = (path: string): number => {
  const place = placeOf(path)
  return place === null ? 0 : 1 + depthOf(place.around)
}

/** The bars of a schedule, the outermost first; what lies behind the end of the run is left out. */
export function structureBars({ resolved, totalSteps }: CompiledSchedule): readonly StructureBar[] {
  return resolved
    .filter(({ site }) => site.startStep < totalSteps)
    .map(({ definition, site }) => ({
      path: site.path,
      title: definition.title,
      depth: depthOf(site.path),
      from: site.startStep / totalSteps,
      to: Math.min(1, (site.startStep + site.totalSteps) / totalSteps),
    }))
}
