import { ScheduleError } from '../error'
import type { Unit } from '../fields'
import type { ScheduleSpec } from '../kinds'

type Point = readonly [t: number, rate: number]

/**
 * The rates of a recorded run as a schedule that gives exactly them: a point wherever the rate
 * changes, held in between. `rates` has one for every unit, from 0; after the last one it stays.
 * Throws a {@link ScheduleError} that names the first unit whose rate is negative or not finite.
 */
export function pointsFromRates(rates: ArrayLike<number>, unit: Unit): ScheduleSpec {
  const points: Point[] = []
  for (const [t, rate] of Array.from(rates).entries()) {
    if (!(rate >= 0 && rate < Infinity)) {
      throw new ScheduleError(`rates[${t}]`, `must be finite and at least 0, was ${rate}`)
    }
    if (points.at(-1)?.[1] !== rate) points.push([t, rate])
  }
  if (points.length === 0) throw new ScheduleError('rates', 'must have at least one rate')
  return { kind: 'points', per: unit, points, interpolation: 'hold' }
}

/** Whether a straight line from one point to another gives exactly what lies between. */
function isLine(all: readonly Point[], from: number, to: number): boolean {
  // Both are places in the list.
  const [start, end] = [all[from] as Point, all[to] as Point]
  return all.slice(from + 1, to).every(([t, rate]) => {
    const share = (t - start[0]) / (end[0] - start[0])
    return start[1] + (end[1] - start[1]) * share === rate
  })
}

/**
 * The farthest point to which a line can be drawn, found by doubling the distance: every line that
 * is taken has been checked as a whole, and each point is looked at a few times only.
 */
function farthest(all: readonly Point[], from: number): number {
  let reached = from + 1
  for (let stride = 1; stride >= 1;) {
    const next = reached + stride
    if (next < all.length && isLine(all, from, next)) {
      reached = next
      stride *= 2
    } else {
      stride = Math.floor(stride / 2)
    }
  }
  return reached
}

/** Leaves out points on a straight line between others; the rate at every given time stays exact. */
export function withoutCollinear(all: readonly Point[]): readonly Point[] {
  const kept = all.slice(0, 1)
  for (let index = 0; index < all.length - 1;) {
    index = farthest(all, index)
    kept.push(...all.slice(index, index + 1))
  }
  return kept
}
