import type { Column } from './columns'

/** Pixels; every row has the same height, so that its place is known without drawing it. */
export const rowHeight = 28
export const headerHeight = 30

const checkWidth = 30
const rankWidth = 40
const leastNameWidth = 248

/** The tracks of a row: its checkbox, its rank where there is one, its name, its columns. */
const gridTemplate = (columns: readonly Column[], ranked: boolean): string =>
  [
    `${checkWidth}px`,
    ranked ? `${rankWidth}px` : '',
    `minmax(${leastNameWidth}px, 1fr)`,
    ...columns.map(({ width }) => `${width}px`),
  ].join(' ')

/** Pixels that a row needs at least; narrower tables scroll sideways. */
const leastWidth = (columns: readonly Column[], ranked: boolean): number =>
  columns.reduce(
    (sum, { width }) => sum + width,
    checkWidth + (ranked ? rankWidth : 0) + leastNameWidth,
  )

/** What the head and all rows share, as CSS variables. */
export const gridStyle = (columns: readonly Column[], ranked: boolean) => ({
  '--columns': gridTemplate(columns, ranked),
  '--width': `${leastWidth(columns, ranked)}px`,
})
