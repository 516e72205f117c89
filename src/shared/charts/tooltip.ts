import type { ChartTheme } from './theme'
import { chartColours, chartFont } from './theme'

/** More lines than this would leave the chart. */
const mostLines = 12

/** One value under the pointer, as ECharts hands it over. */
export interface Hovered {
  readonly seriesIndex?: number
  readonly marker?: unknown
  readonly axisValue?: string | number
  readonly value?: unknown
}

export interface TooltipParts {
  /** "Epoch" or "Step", to which the number is appended, or the whole first line. */
  readonly heading: string | ((axisValue: string | number) => string)
  /** Names by series index. */
  readonly names: readonly string[]
  readonly format: (value: number, seriesIndex: number) => string
  /** `ascending` for what is better low. */
  readonly order: 'ascending' | 'descending' | 'series'
}

const valueOf = ({ value }: Hovered): number | null => {
  const y: unknown = Array.isArray(value) ? value[1] : value
  return typeof y === 'number' && Number.isFinite(y) ? y : null
}

/** The tooltip's text: the best value first, at most a dozen lines. */
export function tooltipText(hovered: readonly Hovered[], parts: TooltipParts): string {
  const { heading, names, format, order } = parts
  const known = hovered.flatMap((entry) => {
    const value = valueOf(entry)
    return value === null ? [] : [{ entry, value, index: entry.seriesIndex ?? 0 }]
  })
  if (order !== 'series') {
    known.sort((a, b) => (order === 'ascending' ? a.value - b.value : b.value - a.value))
  }
  const lines = known
    .slice(0, mostLines)
    .map(
      ({ entry, value, index }) =>
        `${typeof entry.marker === 'string' ? entry.marker : ''}${names[index] ?? ''}   ${format(value, index)}`,
    )
  const left = known.length - lines.length
  const more = left > 0 ? [`and ${left} more`] : []
  const at = hovered[0]?.axisValue ?? ''
  const first = typeof heading === 'string' ? `${heading} ${at}` : heading(at)
  return [first, ...lines, ...more].join('\n')
}

/** A tooltip drawn into the canvas: it writes no inline style, and text stays text. */
export function axisTooltip(theme: ChartTheme, parts: TooltipParts) {
  const { tooltip, axis, text } = chartColours[theme]
  return {
    trigger: 'axis' as const,
    renderMode: 'richText' as const,
    confine: true,
    transitionDuration: 0,
    backgroundColor: tooltip,
    borderColor: axis,
    textStyle: { color: text, fontFamily: chartFont, fontSize: 12, lineHeight: 17 },
    axisPointer: { type: 'line' as const, lineStyle: { color: axis } },
    formatter: (hovered: unknown) =>
      tooltipText((Array.isArray(hovered) ? hovered : [hovered]) as Hovered[], parts),
  }
}
