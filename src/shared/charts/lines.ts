import type { TrialStyle } from './palette'

/** About this many markers along a line, wherever it is long enough. */
const markersPerLine = 10
const markerSize = 6

/**
 * Size of the marker at a point: every tenth of the line, shifted by `shift` so that lines do not
 * mark the same epochs, and always at the head.
 */
export function markerSizeAt(index: number, total: number, shift: number): number {
  const every = Math.max(1, Math.ceil(total / markersPerLine))
  return index === total - 1 || index % every === shift % every ? markerSize : 0
}

export type Point = readonly [x: number, y: number | null]

export interface LineParts {
  readonly id: string
  readonly name: string
  readonly points: readonly Point[]
  readonly style: TrialStyle
  readonly width: number
  readonly shift: number
}

/** One line of a chart; hovering it dims the others. */
export function line({ id, name, points, style, width, shift }: LineParts) {
  return {
    type: 'line' as const,
    id,
    name,
    data: points as [number, number | null][],
    color: style.colour,
    lineStyle: {
      width,
      type: style.dash.length === 0 ? ('solid' as const) : [...style.dash],
    },
    symbol: style.marker,
    symbolSize: (_value: unknown, at: { dataIndex: number }) =>
      markerSizeAt(at.dataIndex, points.length, shift),
    showAllSymbol: true,
    connectNulls: false,
    sampling: 'minmax' as const,
    emphasis: { focus: 'series' as const, lineStyle: { width: width + 1 } },
    blur: { lineStyle: { opacity: 0.18 }, itemStyle: { opacity: 0.18 } },
    animation: false,
  }
}
