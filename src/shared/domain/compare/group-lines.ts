import type { RunId } from '../ids'
import type { ComparedRun } from './compared-run'
import type { Comparison, WholeLine } from './comparison-line'
import { summariseGroup } from './group-curves'
import { groupRuns, type RunGroup } from './groups'
import { curveOfRun, type DrawnCurve } from './run-curves'
import { changesValues, smoothingOf } from './smooth'

/** Its runs' place in the palette where no group before has it, else the first free one. */
function stylesOf(groups: readonly (readonly ComparedRun[])[]): readonly number[] {
  const taken = new Set<number>()
  return groups.map((runs) => {
    let style = runs[0]?.style ?? 0
    if (taken.has(style)) {
      style = 0
      while (taken.has(style)) style++
    }
    taken.add(style)
    return style
  })
}

function lineOf(
  { key, label, runs }: RunGroup,
  style: number,
  { metric, look, sources }: Comparison,
  drawn: ReadonlySet<RunId>,
): WholeLine {
  const together = new Set(runs.map(({ run }) => run.id))
  const curves: readonly DrawnCurve[] = runs.map((run) =>
    curveOfRun(run, { sources, drawn, together }, metric, look),
  )
  const group = summariseGroup(
    curves.map(({ smooth }) => smooth),
    look.centre,
    look.band,
  )
  const raw = changesValues(smoothingOf(metric, look.smoothing))
    ? summariseGroup(
        curves.map((curve) => curve.raw),
        look.centre,
        'none',
      ).ys
    : null
  return {
    id: `group:${key}`,
    kind: 'group',
    name: label,
    group: label,
    style,
    runIds: [...together],
    ...group,
    raw,
    marks: curves.flatMap(({ marks }) => marks),
    missing: group.xs.length > 0 ? null : (curves[0]?.smooth.missing ?? 'it has no runs'),
  }
}

/** A line for each group of runs: each run smoothed by itself, then summed up. */
export function groupLines(comparison: Comparison, groupBy: string): readonly WholeLine[] {
  const { runs, sources } = comparison
  const drawn = new Set(runs.map(({ run }) => run.id))
  const groups = groupRuns(runs, groupBy, (runId) => sources.get(runId)?.rows)
  const styles = stylesOf(groups.map((group) => group.runs))
  return groups.map((group, at) => lineOf(group, styles[at] ?? at, comparison, drawn))
}
