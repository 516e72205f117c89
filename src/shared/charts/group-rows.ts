import { formatTick, valueAxis } from './axes'
import { fileLayout, footnote, type CompareFile } from './compare-file'
import { frame } from './frame'
import { itemTooltip } from './item-tooltip'
import { chartColours, chartFont, type ChartTheme } from './theme'

/** A chart whose groups lie below each other, a row each. */
export interface GroupRows {
  readonly title: string
  readonly subtitle: string
  readonly description: string
  /** Under the horizontal axis. */
  readonly axisName: string
  readonly rows: readonly GroupRow[]
  readonly theme: ChartTheme
  readonly notes: readonly string[]
  readonly file?: CompareFile | undefined
}

/** What stands left of a row: its name, and a quieter line. */
export interface GroupRow {
  readonly label: string
  readonly about: string
  /** Everything about it is drawn in a quiet colour. */
  readonly isQuiet: boolean
}

const labelWidth = 190
const rowHeight = 52
const around = 130

/** Logical pixels that the chart needs for its rows, without the footnote of a file. */
export const groupRowsHeight = (rows: number) => around + Math.max(2, rows) * rowHeight

/** Letters that the width has room for; more would leave the picture. */
const mostLetters = 30

/** A text without signs of the rich text's own. */
const plain = (text: string) => text.replace(/[{}|]/g, ' ')

const short = (text: string) =>
  text.length > mostLetters ? `${text.slice(0, mostLetters - 1)}…` : text

/** A name on one line, or on two: where names of groups begin alike, their ends tell them apart. */
export function nameLines(name: string): readonly string[] {
  if (name.length <= mostLetters) return [name]
  const space = name.lastIndexOf(' ', mostLetters)
  const at = space > 0 ? space : mostLetters
  const rest = name.slice(at).trim()
  const end = rest.length > mostLetters ? `…${rest.slice(1 - mostLetters)}` : rest
  return [name.slice(0, at), end]
}

function rowAxis({ rows, theme }: GroupRows) {
  const { axis, text, quietText, grid } = chartColours[theme]
  const places = rows.map((_, at) => at)
  const font = { fontFamily: chartFont, width: labelWidth, align: 'right' as const }
  return {
    type: 'value' as const,
    inverse: true,
    min: -0.5,
    max: Math.max(1, rows.length) - 0.5,
    axisLine: { show: true, lineStyle: { color: axis } },
    axisTick: { show: false, customValues: places },
    splitLine: { show: false, lineStyle: { color: grid } },
    axisLabel: {
      customValues: places,
      formatter: (place: number) => {
        const row = rows[place]
        if (!row) return ''
        const style = row.isQuiet ? 'quiet' : 'name'
        const name = nameLines(plain(row.label)).map((line) => `{${style}|${line}}`)
        return [...name, `{about|${short(plain(row.about))}}`].join('\n')
      },
      rich: {
        name: { ...font, color: text, fontSize: 12, lineHeight: 15 },
        quiet: { ...font, color: quietText, fontSize: 12, lineHeight: 15 },
        about: { ...font, color: quietText, fontSize: 11, lineHeight: 14 },
      },
    },
  }
}

/** A vertical line at a difference of 0, behind everything. */
export function zeroLine({ rows, theme }: Pick<GroupRows, 'rows' | 'theme'>) {
  return {
    type: 'line' as const,
    id: 'zero',
    data: [
      [0, -0.5],
      [0, Math.max(1, rows.length) - 0.5],
    ],
    symbol: 'none',
    silent: true,
    z: 1,
    lineStyle: { color: chartColours[theme].axis, width: 1.5, type: 'dashed' as const },
    animation: false,
  }
}

/** Frame, axes, tooltip and footnote of such a chart; its series come on top. */
export function groupRowsOption(chart: GroupRows) {
  const { title, subtitle, description, axisName, theme, notes, file, rows } = chart
  const forFile = file !== undefined
  const along = valueAxis(axisName, false, theme)
  const framed = frame({ theme, forFile, title, subtitle, description })
  const layout = forFile
    ? fileLayout([], notes, { height: groupRowsHeight(rows.length) + 120, ...file })
    : null
  return {
    ...framed,
    ...(file?.transparent && { backgroundColor: 'transparent' }),
    ...(layout && { title: [framed.title, footnote(layout.notes, theme)] }),
    grid: {
      left: labelWidth + 30,
      right: 28,
      top: layout ? 72 : 12,
      bottom: layout ? layout.plotBottom : 46,
    },
    xAxis: {
      ...along,
      nameGap: 26,
      // At 0 it would lie across the first row.
      axisLine: { ...along.axisLine, onZero: false },
      axisLabel: {
        ...along.axisLabel,
        formatter: formatTick,
        hideOverlap: true,
      },
    },
    yAxis: rowAxis(chart),
    tooltip: itemTooltip(theme),
  }
}
