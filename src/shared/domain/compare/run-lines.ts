import type { ImportedCurves } from './compared-run'
import type { Comparison, WholeLine } from './comparison-line'
import { legendGroups } from './legend-groups'
import { curveOfImport, curveOfRun, type DrawnCurve } from './run-curves'
import { changesValues, smoothingOf } from './smooth'

const pointsOf = ({ raw, smooth, marks }: DrawnCurve, { metric, look }: Comparison) => ({
  xs: smooth.xs,
  ys: smooth.ys,
  raw: changesValues(smoothingOf(metric, look.smoothing)) ? raw.ys : null,
  low: null,
  high: null,
  n: null,
  marks,
  missing: smooth.missing,
})

/** A line for each run. */
export function runLines(comparison: Comparison): readonly WholeLine[] {
  const { runs, sources, metric, look } = comparison
  const drawn = new Set(runs.map(({ run }) => run.id))
  const surroundings = { sources, drawn, together: new Set<never>() }
  const groups = legendGroups(runs)
  return runs.map((each, at) => ({
    id: each.run.id,
    kind: 'run',
    name: each.name,
    group: groups[at] ?? each.name,
    style: each.style,
    runIds: [each.run.id],
    ...pointsOf(curveOfRun(each, surroundings, metric, look), comparison),
  }))
}

/** Imports take the palette from its far end, so that they keep their looks whatever runs there are. */
const lastStyle = 49

const tooMany = (names: ReadonlySet<string>, name: string): string => {
  let copy = 2
  while (names.has(`${name} (${copy})`)) copy++
  return `${name} (${copy})`
}

/** A line for each import, under a name that no other line has. */
export function importLines(
  comparison: Comparison,
  taken: ReadonlySet<string>,
): readonly WholeLine[] {
  const names = new Set(taken)
  return comparison.imports.map((imported: ImportedCurves, at) => {
    const name = names.has(imported.name) ? tooMany(names, imported.name) : imported.name
    names.add(name)
    const { sources, metric, look } = comparison
    return {
      id: imported.id,
      kind: 'import',
      name,
      group: name,
      style: Math.abs(lastStyle - at),
      runIds: [],
      ...pointsOf(curveOfImport(imported, sources, metric, look), comparison),
    }
  })
}
