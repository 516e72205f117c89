import { drawnTable } from '../shared/domain/compare/drawn-table'
import { formatCurveValue } from '../shared/domain/compare/metric-text'
import { unpackLine, type ReportChart } from '../shared/domain/report/report-data'

const cell = (tag: 'th' | 'td', text: string) => {
  const made = document.createElement(tag)
  made.textContent = text
  return made
}

function row(cells: readonly HTMLElement[]): HTMLTableRowElement {
  const made = document.createElement('tr')
  made.append(...cells)
  return made
}

const textOf = (value: string | number | null, { metric }: ReportChart) =>
  typeof value === 'number' ? formatCurveValue(metric, value) : (value ?? '')

/** The numbers of a chart as a table: a row per place, the lines side by side. */
function tableOf(chart: ReportChart): HTMLTableElement {
  const { columns, rows } = drawnTable(chart.lines.map(unpackLine), 'wide', {
    metric: chart.metric,
    ...chart.look,
  })
  const table = document.createElement('table')
  const caption = table.createCaption()
  caption.textContent = chart.title
  const head = table.createTHead()
  head.append(
    row(
      columns.map((name) => {
        const made = cell('th', name)
        made.setAttribute('scope', 'col')
        return made
      }),
    ),
  )
  table.createTBody().append(
    ...rows.map(([place, ...values]) => {
      const first = cell('th', String(place))
      first.setAttribute('scope', 'row')
      return row([first, ...values.map((value) => cell('td', textOf(value, chart)))])
    }),
  )
  return table
}

/** The table behind each chart, made when somebody opens it. */
export function makeTables(charts: readonly ReportChart[]): void {
  for (const chart of charts) {
    const details = document.querySelector(`#${chart.id} details.numbers`)
    const place = details?.querySelector('.scroll')
    if (!details || !place) continue
    details.addEventListener('toggle', () => {
      if (place.childElementCount === 0) place.append(tableOf(chart))
    })
  }
}
