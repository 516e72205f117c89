import type { ComparisonLine } from '../../../../shared/domain/compare/comparison-line'
import type { LinePoint } from './nearest-line'

/** More rows than this would hide the chart. */
export const mostTipRows = 9

/** A line's values at the cursor. */
export interface TipRow {
  readonly id: string
  readonly name: string
  readonly style: number
  readonly value: number
  /** Before smoothing; null where that is the same. */
  readonly raw: number | null
  readonly low: number | null
  readonly high: number | null
  readonly n: number | null
  readonly isNearest: boolean
}

export interface TipContent {
  readonly rows: readonly TipRow[]
  /** Lines that were left out. */
  readonly more: number
}

const rowOf = ({ line, at }: LinePoint, nearest: ComparisonLine | null): TipRow => ({
  id: line.id,
  name: line.name,
  style: line.style,
  value: line.ys[at] ?? NaN,
  raw: line.raw?.[at] ?? null,
  low: line.low?.[at] ?? null,
  high: line.high?.[at] ?? null,
  n: line.n?.[at] ?? null,
  isNearest: line === nearest,
})

/**
 * What is told at the cursor: the lines' values, the best first. Of more lines than there is room for
 * those around the nearest one, or the best.
 */
export function tipContent(
  points: readonly LinePoint[],
  nearest: ComparisonLine | null,
  lowerIsBetter: boolean,
): TipContent {
  const valueOf = ({ line, at }: LinePoint) => line.ys[at] ?? NaN
  const sorted = [...points].sort((a, b) =>
    lowerIsBetter ? valueOf(a) - valueOf(b) : valueOf(b) - valueOf(a),
  )
  const place = sorted.findIndex(({ line }) => line === nearest)
  const last = Math.max(0, sorted.length - mostTipRows)
  const from = Math.min(last, Math.max(0, place - Math.floor(mostTipRows / 2)))
  const rows = sorted.slice(from, from + mostTipRows).map((point) => rowOf(point, nearest))
  return { rows, more: sorted.length - rows.length }
}
