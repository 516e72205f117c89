import { countBelow, countUpTo } from '../search'
import type { DrawnPoint } from './drawn-curve'

/** What a stroke is cleaned against. */
export interface StrokeOptions {
  /** What was drawn before, with rising times: kept where the new stroke did not pass. */
  readonly onto?: readonly DrawnPoint[]
  /** Length of the run: later samples count as being at its end. */
  readonly totalUnits?: number
  /** Times to whole units. */
  readonly snapTime?: boolean
  /** Rates to two significant digits. */
  readonly snapRate?: boolean
}

const limit = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** A pointer may leave the board: what is beyond an edge counts as on it. */
function readSample([t, rate]: DrawnPoint, index: number, latest: number): DrawnPoint {
  if (!Number.isFinite(t) || !Number.isFinite(rate)) {
    throw new RangeError(
      `samples[${index}] must be two finite numbers, time and rate; it is [${t}, ${rate}]`,
    )
  }
  return [limit(t, 0, latest), Math.max(0, rate)]
}

/** A function of time under a pencil. */
class Trace {
  private readonly times: number[]
  private from: number | null = null
  constructor(readonly points: DrawnPoint[]) {
    this.times = points.map(([t]) => t)
  }

  /** Moves on to a point: it replaces all from the time before up to its own. */
  moveTo(to: DrawnPoint): void {
    const [t] = to
    const { times, points, from } = this
    const isFirst = from === null || from === t
    const first = isFirst || t < from ? countBelow(times, t) : countUpTo(times, from)
    const last = isFirst || t > from ? countUpTo(times, t) : countBelow(times, from)
    points.splice(first, last - first, to)
    times.splice(first, last - first, t)
    this.from = t
  }
}

/** One point for each whole unit: the sample nearest to it. */
function snappedTimes(points: readonly DrawnPoint[]): readonly DrawnPoint[] {
  const nearest = new Map<number, DrawnPoint>()
  for (const point of points) {
    const unit = Math.round(point[0])
    const known = nearest.get(unit)
    if (known && Math.abs(known[0] - unit) <= Math.abs(point[0] - unit)) continue
    nearest.set(unit, point)
  }
  return [...nearest].map(([unit, [, rate]]) => [unit, rate])
}

/**
 * The samples of a pointer as a function of time: rising times, each once. Where the pointer passed
 * twice, going back included, what it drew last wins. Samples beyond the board's edges count as on
 * them. Throws RangeError for a sample that is not finite; no samples leave `onto` as it is.
 */
export function cleanStroke(
  samples: readonly DrawnPoint[],
  { onto = [], totalUnits = Infinity, snapTime = false, snapRate = false }: StrokeOptions = {},
): readonly DrawnPoint[] {
  const trace = new Trace([...onto])
  for (const [index, sample] of samples.entries()) {
    trace.moveTo(readSample(sample, index, totalUnits))
  }
  const timed = snapTime ? snappedTimes(trace.points) : trace.points
  return snapRate ? timed.map(([t, rate]) => [t, Number(rate.toPrecision(2))]) : timed
}
