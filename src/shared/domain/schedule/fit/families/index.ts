import type { Sketch } from '../drawn-curve'
import type { Family } from '../family'
import { bareInverseSqrt, climbs } from './climbs'
import { cycles, oneCycles } from './cycles'
import { constant, decays, flatCosine, richDecays } from './decays'
import { multiSteps, step, steps } from './steps'
import { withWarmup } from './with-warmup'

/** A climb counts as over at this share of the peak, and as none above the next. */
const nearPeak = 0.95
const noClimb = 0.85

/** Share of the samples over which noise is evened out. */
const smoothing = 0.02

function smoothed(values: Float64Array): Float64Array {
  const reach = Math.round((values.length * smoothing) / 2)
  return values.map((_, index) => {
    const near = values.slice(Math.max(0, index - reach), index + reach + 1)
    return near.reduce((sum, value) => sum + value, 0) / near.length
  })
}

/**
 * Where a curve that starts with a climb reaches its peak, in units, as the line through its first
 * sample and one close to the peak has it; null for other curves.
 */
function climbEnd({ shares, times }: Sketch): number | null {
  const smooth = smoothed(shares)
  const peak = Math.max(...smooth)
  const index = smooth.findIndex((share) => share >= nearPeak * peak)
  const [first, last] = [smooth[0] ?? 0, smooth[index] ?? 0]
  if (first > noClimb * peak || index <= 0) return null
  const start = times[0] ?? 0
  return start + (((times[index] ?? 0) - start) * (peak - first)) / (last - first)
}

/** What a curve can be that climbs until about `place`. */
function climbing(sketch: Sketch, place: number): readonly Family[] {
  const { totalUnits } = sketch
  return [
    ...climbs(totalUnits),
    ...oneCycles(totalUnits),
    ...[...decays, step(totalUnits), ...multiSteps(sketch, place)].map((family) =>
      withWarmup(family, place, totalUnits),
    ),
    withWarmup(flatCosine(totalUnits), place, totalUnits, 'overlay'),
  ]
}

/** The families that a curve is matched against; a new one is a declaration in this folder. */
export function familiesFor(sketch: Sketch): readonly Family[] {
  const { totalUnits } = sketch
  const place = climbEnd(sketch)
  return [
    constant,
    ...decays,
    ...richDecays(totalUnits),
    bareInverseSqrt,
    ...steps(sketch),
    ...cycles(sketch),
    ...(place === null ? [] : climbing(sketch, place)),
  ]
}
