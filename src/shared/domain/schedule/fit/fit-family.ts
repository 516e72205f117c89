import type { Sketch } from './drawn-curve'
import type { Family, Values } from './family'
import { fitLevels, type Fit } from './fit-levels'
import { refine, type FitAt, type Search } from './refine'

/** The best levels again; bends that were asked for before are not computed anew. */
function remembering(family: Family, sketch: Sketch): FitAt {
  const names = Object.keys(family.axes)
  const known = new Map<string, Fit | null>()
  return (bend) => {
    const key = names.map((name) => bend[name]).join()
    const found = known.get(key) ?? (known.has(key) ? null : fitLevels(family, bend, sketch))
    known.set(key, found)
    return found
  }
}

/** Every combination of the values on the axes' grids. */
function gridOf(axes: Family['axes']): readonly Values[] {
  return Object.entries(axes).reduce<readonly Values[]>(
    (all, [name, { grid }]) => all.flatMap((each) => grid.map((v) => ({ ...each, [name]: v }))),
    [{}],
  )
}

/** The curve of a family that is closest to the sketch; null where none is possible in its run. */
export function* fitFamily(family: Family, sketch: Sketch): Search<Fit | null> {
  const fitAt = remembering(family, sketch)
  const coarse: Fit[] = []
  for (const bend of gridOf(family.axes)) {
    const fit = fitAt(bend)
    if (fit !== null) coarse.push(fit)
    yield
  }
  coarse.sort((a, b) => a.error - b.error)
  // One local search more for each grid: its best value may lie beside the deepest valley.
  const starts = 1 + Object.values(family.axes).filter(({ grid }) => grid.length > 1).length
  const fits: Fit[] = []
  for (const fit of coarse.slice(0, starts)) fits.push(yield* refine(family.axes, fit, fitAt))
  return fits.sort((a, b) => a.error - b.error)[0] ?? null
}
