import { compareOption } from '../shared/charts/compare'
import { echarts, type ECharts } from '../shared/charts/echarts'
import { pairedChartHeight, pairedOption } from '../shared/charts/paired-chart'
import type { ChartTheme } from '../shared/charts/theme'
import {
  unpackLine,
  type ReportChart,
  type ReportData,
  type ReportDifferences,
} from '../shared/domain/report/report-data'
import { followPointer } from './pointer'

const dark = window.matchMedia('(prefers-color-scheme: dark)')
/** Paper is white whatever the screen is. */
let printing = false
const theme = (): ChartTheme => (dark.matches && !printing ? 'dark' : 'light')

interface Shown {
  readonly chart: ECharts
  readonly draw: () => void
}

const placeOf = (id: string) => document.querySelector<HTMLElement>(`#${id} .chart`)

function showDifferences({ id, title, comparison }: ReportDifferences): readonly Shown[] {
  const place = placeOf(id)
  if (!place) return []
  place.style.height = `${pairedChartHeight(comparison)}px`
  const chart = echarts.init(place)
  const draw = () => {
    chart.setOption(pairedOption({ title, comparison, theme: theme() }), { notMerge: true })
  }
  draw()
  return [{ chart, draw }]
}

function show(report: ReportChart): readonly Shown[] {
  const place = placeOf(report.id)
  if (!place) return []
  const chart = echarts.init(place)
  const lines = report.lines.map(unpackLine)
  const draw = () => {
    const { title, metric, look } = report
    chart.setOption(compareOption({ title, lines, metric, look, theme: theme() }), {
      notMerge: true,
    })
  }
  draw()
  followPointer(chart, place, { ...report, lines })
  return [{ chart, draw }]
}

/** A finding's link shows the epochs that it speaks of. */
function showRange(event: MouseEvent, charts: ReadonlyMap<string, Shown>): void {
  const link = event.target instanceof Element ? event.target.closest('a[data-from]') : null
  const shown = charts.get(link?.getAttribute('href')?.slice(1) ?? '')
  if (!link || !shown) return
  shown.chart.dispatchAction({
    type: 'dataZoom',
    startValue: Number(link.getAttribute('data-from')),
    endValue: Number(link.getAttribute('data-to')),
  })
}

/** Draws every chart into its figure, in the colours that the reader's system asks for. */
export function showCharts({ charts, differences }: ReportData): void {
  const shown = new Map<string, Shown>()
  for (const each of charts) for (const one of show(each)) shown.set(each.id, one)
  if (differences) for (const one of showDifferences(differences)) shown.set(differences.id, one)
  const redraw = () => {
    for (const { draw } of shown.values()) draw()
  }
  const resize = () => {
    for (const { chart } of shown.values()) chart.resize()
  }
  const print = (now: boolean) => {
    printing = now
    resize()
    redraw()
  }
  dark.addEventListener('change', redraw)
  window.addEventListener('resize', resize)
  window.addEventListener('beforeprint', () => print(true))
  window.addEventListener('afterprint', () => print(false))
  document.addEventListener('click', (event) => showRange(event, shown))
}
