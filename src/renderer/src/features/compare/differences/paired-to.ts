import { groupRuns } from '../../../../../shared/domain/compare/groups'
import {
  pairedDifferences,
  type PairedComparison,
  type PairedRequest,
} from '../../../../../shared/domain/compare/paired'

/** More candidates are not tried: whoever has so many groups chooses. */
const mostTried = 12

const pairsOf = (comparison: PairedComparison | null) =>
  comparison?.groups.reduce((sum, { pairs }) => sum + pairs.length, 0) ?? 0

/**
 * The differences to the chosen baseline; without a choice to the first group with which any other
 * can be paired, which the article's own baseline cannot.
 */
export function pairedTo(request: PairedRequest): PairedComparison | null {
  const first = pairedDifferences(request)
  if (request.baseline !== null || pairsOf(first) > 0) return first
  const groups = groupRuns(request.runs, request.groupBy ?? 'trial', request.rowsOf)
  for (const { key } of groups.slice(1, mostTried)) {
    const next = pairedDifferences({ ...request, baseline: key })
    if (pairsOf(next) > 0) return next
  }
  return first
}
