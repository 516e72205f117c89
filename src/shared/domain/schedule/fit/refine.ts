import type { Axis, Family, Values } from './family'
import type { Fit } from './fit-levels'

/** The best levels for given bends; null where the run does not allow them. */
export type FitAt = (bend: Values) => Fit | null

/** A search that rests after each curve it has tried, so that it can be spread over time. */
export type Search<Result> = Generator<undefined, Result>

const onAxis = ({ scale }: Axis, value: number) => (scale === 'log' ? Math.log(value) : value)

/** At least one unit further where only whole ones count. */
function move({ scale, low, high, whole }: Axis, value: number, by: number): number {
  const moved = scale === 'log' ? value * Math.exp(by) : value + by
  const far = whole
    ? value + Math.sign(by) * Math.max(1, Math.round(Math.abs(moved - value)))
    : moved
  return Math.min(high, Math.max(low, far))
}

/** A fifth of the value, where the grid does not tell how far to go. */
const firstStep = 0.2
const halvings = 8
const mostRounds = 60

/** Half the distance between the values tried first. */
function stepOf(axis: Axis): number {
  const [first, second] = axis.grid
  if (first === undefined || second === undefined) return firstStep
  return (onAxis(axis, second) - onAxis(axis, first)) / 2
}

/** How far to go on each axis, in steps; axes that stay are left out. */
type Direction = Readonly<Record<string, number>>

const alongOne = (names: readonly string[]): readonly Direction[] =>
  names.flatMap((name) => [{ [name]: 1 }, { [name]: -1 }])

const alongTwo = (names: readonly string[]): readonly Direction[] =>
  names.flatMap((a, place) =>
    names.slice(place + 1).flatMap((b) => [
      { [a]: 1, [b]: -1 },
      { [a]: -1, [b]: 1 },
      { [a]: 1, [b]: 1 },
      { [a]: -1, [b]: -1 },
    ]),
  )

/**
 * Moves one parameter at a time as long as the error falls, two where that does not help, and then
 * goes on with half the steps.
 */
export function* refine(axes: Family['axes'], start: Fit, fitAt: FitAt): Search<Fit> {
  let best = start
  let step = 1
  const moved = (direction: Direction): Values =>
    Object.fromEntries(
      Object.entries(axes).map(([name, axis]) => {
        const by = (direction[name] ?? 0) * step * stepOf(axis)
        const value = best.values[name] ?? 0
        return [name, by === 0 ? value : move(axis, value, by)]
      }),
    )
  function* improves(directions: readonly Direction[]): Search<boolean> {
    const before = best
    for (const direction of directions) {
      const fit = fitAt(moved(direction))
      if (fit !== null && fit.error < best.error) best = fit
      yield
    }
    return best !== before
  }
  const single = alongOne(Object.keys(axes))
  const double = alongTwo(Object.keys(axes))
  for (let round = 0; round < mostRounds && step > 2 ** -halvings; round++) {
    if (!(yield* improves(single)) && !(yield* improves(double))) step /= 2
  }
  return best
}
