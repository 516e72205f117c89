import { plural } from '../format'
import type { Recipe } from '../recipe'
import type { ComparedRun } from './compared-run'

/**
 * Tells whether runs trained and validated on the same images: the test set reported beside a split
 * changes neither.
 */
export function dataKey({ data }: Recipe): string {
  const { subset, validation } = data
  const chosen = subset.kind === 'all' ? 'all' : `${subset.count} of seed ${subset.seed}`
  const held = validation.kind === 'test' ? 'test' : `split ${validation.fraction}`
  return `${data.dataset} ${chosen} ${held}`
}

/** Runs of one seed, which are compared as one: usually a single one. */
export type SeedRuns = ReadonlyMap<number, readonly ComparedRun[]>

/** The runs by their seeds, seeds ascending. */
export function bySeed(runs: readonly ComparedRun[]): SeedRuns {
  const found = new Map<number, ComparedRun[]>()
  for (const run of [...runs].sort((a, b) => a.run.seed - b.run.seed)) {
    const alike = found.get(run.run.seed)
    if (alike) alike.push(run)
    else found.set(run.run.seed, [run])
  }
  return found
}

/** Why these runs of one seed cannot be compared, whatever their values; null when they can. */
export function mismatch(
  ours: readonly ComparedRun[],
  theirs: readonly ComparedRun[],
): string | null {
  const [first] = theirs
  if (!first) return `the baseline has no run of seed ${ours[0]?.run.seed ?? '?'}`
  const data = dataKey(first.trial.recipe)
  if ([...ours, ...theirs].some(({ trial }) => dataKey(trial.recipe) !== data)) {
    return 'the baseline trains or validates on other images'
  }
  return ours.length === theirs.length
    ? null
    : `${plural(ours.length, 'run')} of this seed here, ${theirs.length} in the baseline`
}
