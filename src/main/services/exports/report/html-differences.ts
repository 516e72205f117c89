import { formatCurveValue } from '../../../../shared/domain/compare/metric-text'
import type { PairedComparison } from '../../../../shared/domain/compare/paired'
import { pairedNotes, verdictWord } from '../../../../shared/domain/compare/paired-notes'
import { markup, nothing, type Markup } from './markup'
import type { ReportContent } from './report-content'

const asDifference = (comparison: PairedComparison, value: number | null) =>
  value === null
    ? '–'
    : `${value > 0 ? '+' : ''}${formatCurveValue(comparison.objective.metric, value)}`

/** What the chart of differences shows, for those who read tables, and on paper. */
const differencesTable = (comparison: PairedComparison) => markup`<table>
<thead><tr>${['Against the baseline', 'Pairs', 'Mean difference', '95 % interval', 'Verdict'].map(
  (title) => markup`<th scope="col">${title}</th>`,
)}</tr></thead>
<tbody>${comparison.groups.map(({ label, pairs, mean, interval, verdict, because }) => {
  const range = interval
    ? `${asDifference(comparison, interval.low)} to ${asDifference(comparison, interval.high)}`
    : '–'
  const cells = [
    pairs.length,
    asDifference(comparison, mean),
    range,
    `${verdictWord(verdict)}: ${because}`,
  ]
  return markup`<tr><th scope="row">${label}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>\n`
})}</tbody></table>`

/** The figure of paired differences, with its table; nothing where nothing is paired. */
export function differencesPart({ differences }: ReportContent): Markup {
  if (!differences) return nothing
  const { id, title, comparison } = differences
  return markup`<figure id="${id}" tabindex="-1">
<h3>${title}</h3>
<div class="chart rows" role="img" aria-label="${title}. Its numbers are in the table below."></div>
<div class="scroll" tabindex="0" role="region" aria-label="${title}">${differencesTable(comparison)}</div>
<figcaption>${pairedNotes(comparison).map((note) => markup`<div>${note}</div>`)}</figcaption>
</figure>\n`
}
