import { Builder } from '../build'
import { ScheduleError } from '../error'
import type { ScheduleSpec } from '../kinds'
import type { Sketch } from './drawn-curve'
import type { Family, Values } from './family'
import { nonNegativeWeights } from './least-squares'
import { exact } from './rounding'

/** A family's closest curve: levels as shares of the sketch's highest rate. */
export interface Fit {
  readonly values: Values
  /** Root of the mean square difference, as a share of the highest rate. */
  readonly error: number
}

/** What is made from a spec; null where the spec, or the run, does not allow it. */
export function unlessRefused<Made>(make: () => Made): Made | null {
  try {
    return make()
  } catch (error) {
    if (error instanceof ScheduleError) return null
    throw error
  }
}

/** The rates of a spec at the sketch's times; null where the run does not allow it. */
export function ratesOf(
  spec: ScheduleSpec,
  { per, totalUnits, times }: Sketch,
): Float64Array | null {
  return unlessRefused(() => {
    const site = { path: '', per, startStep: 0, totalSteps: totalUnits, endStep: totalUnits }
    const { rateAt } = new Builder(1).build(spec, site)
    const rates = new Float64Array(times.length)
    for (let index = 0; index < rates.length; index++) rates[index] = rateAt(times[index] ?? 0, [])
    return rates
  })
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  const result = new Float64Array(a.length)
  for (let index = 0; index < a.length; index++) result[index] = (a[index] ?? 0) - (b[index] ?? 0)
  return result
}

function distance(
  target: Float64Array,
  curves: readonly Float64Array[],
  weights: readonly number[],
): number {
  let squares = 0
  for (let index = 0; index < target.length; index++) {
    let off = -(target[index] ?? 0)
    for (let curve = 0; curve < curves.length; curve++) {
      off += (curves[curve]?.[index] ?? 0) * (weights[curve] ?? 0)
    }
    squares += off * off
  }
  return Math.sqrt(squares / target.length)
}

/** The curve of each level alone: what doubling it adds to the curve where all are 1. */
function levelCurves(family: Family, bend: Values, sketch: Sketch): Float64Array[] | null {
  const span = { units: sketch.totalUnits, over: {} }
  const ones = Object.fromEntries(family.levels.map((level) => [level, 1]))
  const curveOf = (levels: Values) =>
    ratesOf(family.spec({ ...bend, ...levels }, exact, span), sketch)
  const together = curveOf(ones)
  if (together === null) return null
  let rest = together
  const curves: Float64Array[] = []
  for (const level of family.levels.slice(1)) {
    const doubled = curveOf({ ...ones, [level]: 2 })
    if (doubled === null) return null
    const own = difference(doubled, together)
    curves.push(own)
    rest = difference(rest, own)
  }
  return [rest, ...curves]
}

/** The best levels for given bends. */
export function fitLevels(family: Family, bend: Values, sketch: Sketch): Fit | null {
  const curves = levelCurves(family, bend, sketch)
  if (curves === null) return null
  const weights = nonNegativeWeights(curves, sketch.shares)
  const levels = Object.fromEntries(family.levels.map((level, i) => [level, weights[i] ?? 0]))
  const error = distance(sketch.shares, curves, weights)
  return Number.isFinite(error) ? { values: { ...bend, ...levels }, error } : null
}
