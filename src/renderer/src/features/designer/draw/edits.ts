import type { BoardPoint } from '../../../stores/drawing'

type Points = readonly BoardPoint[]

/** Points after one was put down, and its place among them. */
export interface Placed {
  readonly points: Points
  readonly index: number
}

/** Times closer than half a gap are the same. */
const isSameTime = (a: number, b: number, gap: number) => Math.abs(a - b) < gap / 2

/** Puts a point down; one that was there at the same time is moved to it. */
export function placePoint(points: Points, point: BoardPoint, gap: number): Placed {
  const same = points.findIndex(([at]) => isSameTime(at, point[0], gap))
  if (same >= 0) return { points: points.with(same, point), index: same }
  const index = points.filter(([at]) => at < point[0]).length
  return { points: points.toSpliced(index, 0, point), index }
}

/** Moves a point, but not past its neighbours nor out of the run. */
export function movePoint(points: Points, index: number, to: BoardPoint, gap: number): Points {
  const earliest = (points[index - 1]?.[0] ?? -gap) + gap
  const latest = (points[index + 1]?.[0] ?? 1 + gap) - gap
  return points.with(index, [Math.min(latest, Math.max(earliest, to[0])), to[1]])
}

export const removePoint = (points: Points, index: number): Points => points.toSpliced(index, 1)

/** Of points in a row at the same time the last one. */
export const withoutRepeats = (points: Points, gap: number): Points =>
  points.filter(([at], index) => {
    const next = points[index + 1]
    return !next || !isSameTime(at, next[0], gap)
  })

/**
 * Draws over a stretch: what lies under the stroke is replaced. Where the stroke begins or ends
 * inside the curve, the curve keeps its course up to a gap before and after it; a stroke that lies
 * outside goes on from the curve's end.
 */
export function drawOver(
  points: Points,
  stroke: Points,
  rateAt: (at: number) => number,
  gap: number,
): Points {
  const from = stroke[0]?.[0] ?? 0
  const to = stroke.at(-1)?.[0] ?? 0
  const before = points.filter(([at]) => at < from - gap / 2)
  const after = points.filter(([at]) => at > to + gap / 2)
  const edge = (at: number, nearest: BoardPoint | undefined, isInside: boolean): Points =>
    !isInside || !nearest || isSameTime(nearest[0], at, gap) ? [] : [[at, rateAt(at)]]
  return [
    ...before,
    ...edge(from - gap, before.at(-1), before.length < points.length),
    ...stroke,
    ...edge(to + gap, after[0], after.length < points.length),
    ...after,
  ]
}
