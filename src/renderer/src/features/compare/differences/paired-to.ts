import { groupRuns } from '../../../../../shared/domain/compare/groups'
import {
  pairedDifferences,
  type PairedComparison,
  type PairedRequest,
} from '../../../../../shared/domain/compare/paired'
import { dataKey } from '../../../../../shared/domain/compare/paired-data'

/** The first group on the images that most runs share: most others can be paired with it. */
function usualBaseline({ runs, groupBy, rowsOf }: PairedRequest): string | null {
  const counts = new Map<string, number>()
  for (const { trial } of runs) {
    const key = dataKey(trial.recipe)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const [usual] = [...counts].reduce<[string, number]>((a, b) => (b[1] > a[1] ? b : a), ['', 0])
  const groups = groupRuns(runs, groupBy ?? 'trial', rowsOf)
  return (
    groups.find((group) => group.runs.some(({ trial }) => dataKey(trial.recipe) === usual))?.key ??
    null
  )
}

/**
 * The differences to the chosen baseline; without a choice to one on the images that most runs share,
 * which the article's own baseline does not.
 */
export const pairedTo = (request: PairedRequest): PairedComparison | null =>
  pairedDifferences({ ...request, baseline: request.baseline ?? usualBaseline(request) })
