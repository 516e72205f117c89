import type { ChartOption } from '../../../../../shared/charts/echarts'

const gap = 10
const least = 40

const pixels = (margin: unknown) => (typeof margin === 'number' ? margin : 0)

/** Parallel axes whose names end before the next one's begin, in a chart of this width. */
export function withRoomForNames(option: ChartOption, width: number): ChartOption {
  // Our charts have one system of parallel axes; the declared types cover charts of many.
  const { left, right } = (option.parallel ?? {}) as { left?: unknown; right?: unknown }
  const axes = (option.parallelAxis ?? []) as readonly object[]
  const between = (width - pixels(left) - pixels(right)) / Math.max(1, axes.length - 1)
  const maxWidth = Math.max(least, Math.floor(between) - gap)
  if (width === 0 || axes.length === 0) return option
  return { ...option, parallelAxis: axes.map((axis) => ({ ...axis, nameTruncate: { maxWidth } })) }
}
