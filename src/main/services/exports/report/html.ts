import { createHash } from 'node:crypto'
import type { ReportChart } from '../../../../shared/domain/report/report-data'
import { differencesPart } from './html-differences'
import { facts, recipes } from './html-recipes'
import { markup, nothing, scriptData, type Markup } from './markup'
import type { NotedChart, ReportCell, ReportContent, ReportFinding } from './report-content'
import { reportStyle } from './style'

const items = (texts: readonly (string | Markup)[]) =>
  markup`<ul>${texts.map((text) => markup`<li>${text}</li>\n`)}</ul>`

function findingItem({ sentence, chartId, range }: ReportFinding): Markup {
  if (chartId === null) return markup`${sentence}`
  const part = range ? markup` data-from="${range.from}" data-to="${range.to}"` : nothing
  return markup`${sentence} <a href="#${chartId}"${part}>Show</a>`
}

const findingsPart = ({ findings }: ReportContent) =>
  findings.length === 0
    ? nothing
    : markup`<section aria-labelledby="findings"><h2 id="findings">Findings</h2>
<div class="panel">${items(findings.map(findingItem))}</div></section>\n`

const fairnessPart = ({ fairness }: ReportContent) => markup`<section aria-labelledby="fairness">
<h2 id="fairness">Fairness</h2>
${
  fairness.length === 0
    ? markup`<p class="panel">Nothing but the schedule differs between these runs.</p>`
    : markup`<div class="panel notice"><p>Not only the schedule differs, so not every difference is the schedule’s doing:</p>
${items(fairness)}</div>`
}</section>\n`

const figure = ({ id, title, notes }: NotedChart) => markup`<figure id="${id}" tabindex="-1">
<h3>${title}</h3>
<div class="chart" role="img" aria-label="${title}. Its numbers are in the table below."></div>
<figcaption>${notes.map((note) => markup`<div>${note}</div>`)}</figcaption>
<details class="numbers"><summary>Numbers of this chart</summary>
<div class="scroll" tabindex="0" role="region" aria-label="${title}"></div></details>
</figure>\n`

const isNumber = (cells: readonly (readonly ReportCell[])[], column: number) =>
  cells.some((row) => row[column]?.value !== null)

function runsPart({ runs, runColumns }: ReportContent): Markup {
  const kinds = runColumns.map((_, column) => (isNumber(runs, column) ? 'number' : 'text'))
  const head = runColumns.map(
    (title, at) => markup`<th scope="col" class="${kinds[at] ?? ''}">${title}</th>`,
  )
  const cell = ({ text, value }: ReportCell, at: number) => {
    const sorted = Number.isNaN(value) ? '' : String(value)
    const data = value === null ? nothing : markup` data-value="${sorted}"`
    return markup`<td class="${kinds[at] ?? ''}"${data}>${text}</td>`
  }
  return markup`<section aria-labelledby="runs"><h2 id="runs">Runs</h2>
<div class="panel scroll" tabindex="0" role="region" aria-label="Runs"><table class="sortable">
<thead><tr>${head}</tr></thead>
<tbody>${runs.map((row) => markup`<tr>${row.map(cell)}</tr>\n`)}</tbody>
</table></div></section>\n`
}

const weightsPart = ({ weights }: ReportContent) =>
  weights.length === 0
    ? nothing
    : markup`<details><summary>SHA-256 of all weights</summary>${facts(weights)}</details>`

const contents = [
  ['findings', 'Findings'],
  ['fairness', 'Fairness'],
  ['charts', 'Charts'],
  ['runs', 'Runs'],
  ['recipes', 'Recipes'],
  ['provenance', 'Provenance'],
] as const

function body(content: ReportContent): Markup {
  const listed = contents.filter(([id]) => id !== 'findings' || content.findings.length > 0)
  return markup`<main>
<h1>${content.title}</h1>
${content.lead === '' ? nothing : markup`<p class="lead">${content.lead}</p>`}
<nav aria-label="Parts">${items(listed.map(([id, title]) => markup`<a href="#${id}">${title}</a>`))}</nav>
${findingsPart(content)}${fairnessPart(content)}<section aria-labelledby="charts">
<h2 id="charts">Charts</h2>
<noscript><p class="panel notice">This page draws its charts itself, which needs scripts to be allowed.</p></noscript>
${content.charts.map(figure)}${differencesPart(content)}</section>
${runsPart(content)}<section aria-labelledby="recipes"><h2 id="recipes">Recipes</h2>
<div class="recipes">${recipes(content)}</div></section>
<section aria-labelledby="provenance"><h2 id="provenance">Provenance</h2>
<div class="panel">${facts(content.provenance)}${weightsPart(content)}</div></section>
</main>`
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Only the report's own script and style, told by their hashes; nothing is ever fetched. */
const policy = (program: string) =>
  [
    "default-src 'none'",
    `script-src ${hashOf(program)}`,
    `style-src ${hashOf(reportStyle)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

/** An end of the element would end the program early; a program has it in texts alone. */
const inScript = (program: string) => program.replace(/<\/(script)/gi, '<\\/$1')

/** A report as one page that works from a file, without Cooldown and without a network. */
export function htmlReport(content: ReportContent, program: string): string {
  const script = inScript(program)
  const charts = content.charts.map(({ id, title, metric, look, lines }): ReportChart => ({
    id,
    title,
    metric,
    look,
    lines,
  }))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
${markup`<title>${content.title}</title>`.html}
<style>${reportStyle}</style>
</head>
<body>
${body(content).html}
<script type="application/json" id="report-data">${scriptData({ charts, differences: content.differences })}</script>
<script>${script}</script>
</body>
</html>
`
}
