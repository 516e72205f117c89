/** Where a cell is, from 0. */
export interface CellPlace {
  readonly row: number
  readonly column: number
}

const page = 10

/** Where a key leads in a table of cells, never out of it; null for a key that leads nowhere. */
export function stepFrom(
  { row, column }: CellPlace,
  key: string,
  size: { readonly rows: number; readonly columns: number },
): CellPlace | null {
  const steps: Readonly<Record<string, CellPlace>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: { row, column: 0 },
    End: { row, column: size.columns - 1 },
    PageUp: { row: row - page, column },
    PageDown: { row: row + page, column },
  }
  const next = steps[key]
  if (!next) return null
  const within = (place: number, count: number) => Math.max(0, Math.min(count - 1, place))
  return { row: within(next.row, size.rows), column: within(next.column, size.columns) }
}
