import { compileSchedule } from '../../../../../shared/domain/schedule'
import { countUpTo } from '../../../../../shared/domain/schedule/search'
import type { BoardPoint, Drawing } from '../../../stores/drawing'

type Points = readonly BoardPoint[]

/** Places of a bent curve: more than a board has pixels between two of its points. */
const places = 500

/** The curve between points that are joined by bent lines; null where there is no such curve. */
function bent({ points, interpolation }: Drawing): Points | null {
  if (interpolation === 'log' && points.some(([, rate]) => rate === 0)) return null
  const scaled = points.map(([at, rate]) => [at * places, rate] as const)
  const { rateAt } = compileSchedule(
    { kind: 'points', per: 'step', points: scaled, interpolation },
    { totalEpochs: 1, stepsPerEpoch: places + 1 },
  )
  const [first, last] = [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0]
  const between = Array.from({ length: places + 1 }, (_, place) => place / places)
    .filter((at) => at > first && at < last && points.every(([own]) => own !== at))
    .map((at): BoardPoint => [at, rateAt(Math.round(at * places))])
  return [...points, ...between].sort(([a], [b]) => a - b)
}

const stairs = (points: Points): Points =>
  points.flatMap((point, index) => {
    const next = points[index + 1]
    return next ? [point, [next[0], point[1]] as const] : [point]
  })

/**
 * A drawing as places to be joined by straight lines, from its first point to its last; two places
 * at the same time are a jump. A drawing whose points cannot be joined its way (a rate of 0 has no
 * logarithm) is joined straight.
 */
export function polylineOf(drawing: Drawing): Points {
  const { points, interpolation } = drawing
  switch (interpolation) {
    case 'linear':
      return points
    case 'hold':
      return stairs(points)
    case 'smooth':
    case 'log':
    case 'cosine':
      return points.length < 2 ? points : (bent(drawing) ?? points)
  }
}

/** A polyline over the whole run: the first rate holds before it, the last one after it. */
export function overWholeRun(line: Points): Points {
  const [first, last] = [line[0], line.at(-1)]
  if (!first || !last) return []
  return [
    ...(first[0] > 0 ? [[0, first[1]] as const] : []),
    ...line,
    ...(last[0] < 1 ? [[1, last[1]] as const] : []),
  ]
}

/** The rate on a polyline; before and after it that of its ends. */
export function rateOn(line: Points): (at: number) => number {
  const times = line.map(([at]) => at)
  return (at) => {
    const index = countUpTo(times, at)
    const from = line[index - 1] ?? line[0]
    const to = line[index] ?? from
    if (!from || !to) return NaN
    const width = to[0] - from[0]
    const u = width > 0 ? (at - from[0]) / width : 0
    return from[1] * (1 - u) + to[1] * u
  }
}
