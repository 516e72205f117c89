import type { ChartOption } from '../../../../../shared/charts/echarts'

const gap = 10
const least = 40

const pixels = (margin: unknown) => (typeof margin === 'number' ? margin : 0)

/** Parallel axes whose names end before the next one's begin, in a chart of this width. */
export function withRoomForNames(option: ChartOption, width: number): ChartOption {
  const { parallel, parallelAxis } = option
  const axes = Array.isArray(parallelAxis) ? parallelAxis : []
  const { left, right }: { left?: unknown; right?: unknown } = Array.isArray(parallel)
    ? (parallel[0] ?? {})
    : (parallel ?? {})
  const between = (width - pixels(left) - pixels(right)) / Math.max(1, axes.length - 1)
  const maxWidth = Math.max(least, Math.floor(between) - gap)
  if (width === 0 || axes.length === 0) return option
  return { ...option, parallelAxis: axes.map((axis) => ({ ...axis, nameTruncate: { maxWidth } })) }
}
