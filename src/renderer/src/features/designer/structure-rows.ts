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

/**
 * The bars of a schedule, the outermost first. What lies behind the end of the run, or of the part
 * it belongs to, never rules: it is cut off.
 */
export function structureBars({ resolved, totalSteps }: CompiledSchedule): readonly StructureBar[] {
  const ends = new Map<string, number>()
  return resolved.flatMap(({ definition, site }): readonly StructureBar[] => {
    const around = placeOf(site.path)?.around
    const limit = around === undefined ? totalSteps : (ends.get(around) ?? 0)
    const end = Math.min(limit, site.startStep + site.totalSteps)
    ends.set(site.path, end)
    if (site.startStep >= end) return []
    return [
      {
        path: site.path,
        title: definition.title,
        depth: depthOf(site.path),
        from: site.startStep / totalSteps,
        to: end / totalSteps,
      },
    ]
  })
}
