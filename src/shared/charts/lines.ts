import type { TrialStyle } from './palette'

/** About this many markers along a whole axis. */
const markersPerLine = 10
/** Pixels. */
export const markerSize = 6

/**
 * Size of the marker at a point of a line: every tenth of the axis, shifted by `shift` so that lines
 * do not mark the same epochs, and always at the line's head.
 */
export function markerSizeAt(
  index: number,
  { total, axisLength, shift }: { total: number; axisLength: number; shift: number },
): number {
  const every = Math.max(1, Math.ceil(axisLength / markersPerLine))
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
  /** Points that the axis has room for. */
  readonly axisLength: number
}

/** One line of a chart; hovering it dims the others. */
export function line({ id, name, points, style, width, shift, axisLength }: LineParts) {
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
      markerSizeAt(at.dataIndex, { total: points.length, axisLength, shift }),
    showAllSymbol: true,
    connectNulls: false,
    sampling: 'minmax' as const,
    emphasis: { focus: 'series' as const, lineStyle: { width: width + 1 } },
    blur: { lineStyle: { opacity: 0.18 }, itemStyle: { opacity: 0.18 } },
    animation: false,
  }
}
