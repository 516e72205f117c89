import { formatCurveValue } from '../../../../shared/domain/compare/metric-text'
import { pairedNotes, verdictWord } from '../../../../shared/domain/compare/paired-notes'
import type { ReportDifferences } from '../../../../shared/domain/report/report-data'
import type { ReportContent, ReportRecipe } from './report-content'

const special = /[\\`*_{}[\]<>#|~&$]/g

/** Any text on one line, with nothing in it that Markdown or HTML would read as more than text. */
export const plain = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .trim()
    .replace(special, '\\$&')
    .replace(/^([-+]|\d+[.)])(?=\s|$)/, '\\$1')

const heading = (level: number, text: string) => `${'#'.repeat(level)} ${plain(text)}\n`
const list = (texts: readonly string[]) => texts.map((text) => `- ${plain(text)}\n`).join('')

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |\n`
  return line(columns) + `|${' --- |'.repeat(columns.length)}\n` + rows.map(line).join('')
}

/** JSON in a fence that is longer than any run of backticks in it. */
function code(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}json\n${text}\n${fence}\n`
}

function differences({ title, comparison }: ReportDifferences): string {
  const { metric } = comparison.objective
  const told = (value: number | undefined) =>
    value === undefined ? '–' : (value > 0 ? '+' : '') + formatCurveValue(metric, value)
  const rows = comparison.groups.map(({ label, pairs, mean, interval, verdict, because }) => [
    label,
    String(pairs.length),
    told(mean ?? undefined),
    interval ? `${told(interval.low)} to ${told(interval.high)}` : '–',
    `${verdictWord(verdict)}: ${because}`,
  ])
  const columns = ['Against the baseline', 'Pairs', 'Mean difference', '95 % interval', 'Verdict']
  return [heading(3, title), table(columns, rows), list(pairedNotes(comparison))].join('\n')
}

const recipe = ({ name, description, facts, recipe: data }: ReportRecipe) =>
  [
    heading(3, name),
    ...(description === '' ? [] : [`${plain(description)}\n`]),
    table(
      ['Field', 'Value'],
      facts.map(({ label, value }) => [label, value]),
    ),
    code(data),
  ].join('\n')

/** A picture of a chart beside the report. */
export interface ReportPicture {
  readonly chartId: string
  readonly fileName: string
}

/**
 * A report in Markdown (GitHub's, for its tables); charts are the pictures given, or their
 * footnotes alone.
 */
export function markdownReport(
  content: ReportContent,
  pictures: readonly ReportPicture[] = [],
): string {
  const charts = content.charts.map(({ id, title, notes }) => {
    const picture = pictures.find(({ chartId }) => chartId === id)
    const shown = picture ? `![${plain(title)}](${picture.fileName})\n\n` : ''
    return `${heading(3, title)}\n${shown}${list(notes)}`
  })
  const findings = content.findings.map(({ sentence }) => sentence)
  const fair = content.fairness.length === 0
  return [
    heading(1, content.title),
    ...(content.lead === '' ? [] : [`${plain(content.lead)}\n`]),
    ...(findings.length === 0 ? [] : [heading(2, 'Findings'), list(findings)]),
    heading(2, 'Fairness'),
    fair ? 'Nothing but the schedule differs between these runs.\n' : list(content.fairness),
    heading(2, 'Charts'),
    ...charts,
    ...(content.differences ? [differences(content.differences)] : []),
    heading(2, 'Runs'),
    table(
      content.runColumns,
      content.runs.map((row) => row.map(({ text }) => text)),
    ),
    heading(2, 'Recipes'),
    ...content.recipes.map(recipe),
    heading(2, 'Provenance'),
    table(
      ['Fact', 'Value'],
      content.provenance.map(({ label, value }) => [label, value]),
    ),
    ...(content.weights.length === 0
      ? []
      : [
          table(
            ['Run', 'SHA-256 of its weights'],
            content.weights.map(({ label, value }) => [label, value]),
          ),
        ]),
  ].join('\n')
}
