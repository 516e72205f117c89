import type { ComparisonLine } from '../../../../shared/domain/compare/comparison-line'
import { pixelOf, valueOf, type PlotAxes } from '../../../../shared/charts/compare-scale'

/** A place on the chart, in pixels of the page. */
export interface PixelPlace {
  readonly x: number
  readonly y: number
}

/** A line with the point of it that is meant. */
export interface LinePoint {
  readonly line: ComparisonLine
  /** Place of the point in the line. */
  readonly at: number
}

/** First place in ascending values whose value is not below `wanted`. */
export function firstFrom(values: Float64Array, wanted: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] ?? NaN) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** Place of the point next to an x that has a number; -1 without any. */
export function pointNear({ xs, ys }: ComparisonLine, x: number): number {
  const from = firstFrom(xs, x)
  let best = -1
  const consider = (at: number) => {
    if (!Number.isFinite(ys[at] ?? NaN)) return false
    const distance = Math.abs((xs[at] ?? NaN) - x)
    if (best < 0 || distance < Math.abs((xs[best] ?? NaN) - x)) best = at
    return true
  }
  for (let at = from; at < xs.length && !consider(at); at++);
  for (let at = from - 1; at >= 0 && !consider(at); at--);
  return best
}

function distanceToSegment(p: PixelPlace, a: PixelPlace, b: PixelPlace): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((p.x - a.x) * dx + (p.y - a.y) * dy) / length
  const t = Math.max(0, Math.min(1, along))
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy)
}

/** How far a line is from a place in pixels, as far as `reach`; infinite beyond. */
function distanceTo(
  { xs, ys }: ComparisonLine,
  { x: xAxis, y: yAxis }: PlotAxes,
  place: PixelPlace,
  [fromX, toX]: readonly [number, number],
): number {
  let nearest = Infinity
  const first = Math.max(0, firstFrom(xs, fromX) - 1)
  let before: PixelPlace | null = null
  for (let at = first; at < xs.length; at++) {
    const point = { x: pixelOf(xAxis, xs[at] ?? NaN), y: pixelOf(yAxis, ys[at] ?? NaN) }
    const shown = Number.isFinite(point.x) && Number.isFinite(point.y)
    if (shown) {
      const distance = distanceToSegment(place, before ?? point, point)
      if (distance < nearest) nearest = distance
    }
    before = shown ? point : null
    if ((xs[at] ?? NaN) > toX) break
  }
  return nearest
}

/** Values of the horizontal axis at two pixels around a place. */
function around({ x: axis }: PlotAxes, x: number, reach: number): readonly [number, number] {
  return [valueOf(axis, x - reach), valueOf(axis, x + reach)]
}

/**
 * The line that passes nearest to a place, at most `reach` pixels away, and its point there; of lines
 * as near as each other the one drawn last. Null where there is none.
 */
export function nearestLine(
  lines: readonly ComparisonLine[],
  axes: PlotAxes,
  place: PixelPlace,
  reach: number,
): LinePoint | null {
  const range = around(axes, place.x, reach)
  let nearest = reach
  let found: ComparisonLine | null = null
  for (const line of lines) {
    const distance = distanceTo(line, axes, place, range)
    if (distance > nearest) continue
    nearest = distance
    found = line
  }
  if (!found) return null
  const middle = around(axes, place.x, 0)[0]
  const at = pointNear(found, middle)
  return at < 0 ? null : { line: found, at }
}

/** Values of all lines at an x: those of the point next to it, where the line reaches so far. */
export function pointsAt(lines: readonly ComparisonLine[], x: number): readonly LinePoint[] {
  return lines.flatMap((line): LinePoint[] => {
    const at = pointNear(line, x)
    if (at < 0) return []
    const here = line.xs[at] ?? NaN
    const beside = line.xs[at + (x > here ? 1 : -1)] ?? line.xs[at + (x > here ? -1 : 1)]
    const spacing = beside === undefined ? 0 : Math.abs(beside - here)
    const isBeyond = x < (line.xs[0] ?? NaN) || x > (line.xs[line.xs.length - 1] ?? NaN)
    return Math.abs(x - here) <= (isBeyond ? spacing / 2 : spacing) ? [{ line, at }] : []
  })
}
