import { chartColours, chartFont, type ChartTheme } from './theme'

const markWidth = 34
const itemGap = 14
const rowHeight = 26
/** A little more than the mean width of a 12 px letter, so that no row is forgotten. */
const letterWidth = 7

/** Rows that a wrapped legend of these names takes in `width` pixels. */
export function legendRows(names: readonly string[], width: number): number {
  let rows = 1
  let used = 0
  for (const name of names) {
    const item = markWidth + 5 + name.length * letterWidth + itemGap
    if (used > 0 && used + item > width) {
      rows++
      used = 0
    }
    used += item
  }
  return rows
}

/** Pixels below the plot that a file's wrapped legend needs. */
export const legendHeight = (names: readonly string[], width: number) =>
  legendRows(names, width) * rowHeight

/** Scrolls on the screen, is complete in a file. */
export function legend(names: readonly string[], theme: ChartTheme, forFile: boolean) {
  const { text, quietText, axis } = chartColours[theme]
  return {
    type: forFile ? ('plain' as const) : ('scroll' as const),
    data: [...names],
    left: forFile ? ('center' as const) : 8,
    right: 8,
    itemWidth: markWidth,
    itemGap,
    // Without a height of its own the page cuts the tops of brackets.
    textStyle: { color: text, fontFamily: chartFont, fontSize: 12, lineHeight: 16 },
    inactiveColor: axis,
    pageTextStyle: { color: quietText },
    pageIconColor: text,
    pageIconInactiveColor: axis,
    pageIconSize: 12,
    ...(forFile ? { bottom: 6 } : { top: 2 }),
  }
}
