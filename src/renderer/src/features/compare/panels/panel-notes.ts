import type { CompareLook, CurveMetric } from '../../../../../shared/domain/compare/compare-view'
import type { ComparisonLine } from '../../../../../shared/domain/compare/comparison-line'
import { comparisonNotes } from '../../../../../shared/domain/compare/comparison-notes'
import { fieldNamed } from '../../../../../shared/domain/compare/run-fields'

/** The footnote of a panel, with the field that its runs are grouped by as people call it. */
export function panelNotes(
  lines: readonly ComparisonLine[],
  metric: CurveMetric,
  look: CompareLook,
): string {
  const title = look.groupBy === null ? undefined : fieldNamed(look.groupBy)?.title
  const named = title === undefined ? {} : { groupTitle: title }
  return comparisonNotes({ lines, metric, look, ...named }).join(' ')
}
