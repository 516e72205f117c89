import type { ScheduleSpec } from '../kinds'
import { definitionOf, readSpec } from '../read-spec'
import type { Sketch } from './drawn-curve'
import type { Family, Values } from './family'
import { fitFamily } from './fit-family'
import { ratesOf, unlessRefused, type Fit } from './fit-levels'
import type { Search } from './refine'
import { forPeople } from './rounding'

/** A schedule that may be suggested. */
export interface Candidate {
  readonly spec: ScheduleSpec
  readonly title: string
  /** Lower is better. */
  readonly score: number
}

/** What a steady hand is off, as a share of the highest rate: less than it matters to nobody. */
const steadyHand = 0.01

/** By how much each parameter more has to lower the error; a hand's slow waves fit anything. */
const perParameter = 1.12

const scoreOf = (error: number, parameters: number) =>
  (error + steadyHand) * perParameter ** parameters

/** Root of the mean square difference, and the largest, as shares of the highest rate. */
export function differences(rates: ArrayLike<number>, { shares, highest }: Sketch) {
  let squares = 0
  let largest = 0
  for (const [index, share] of shares.entries()) {
    const rate = rates[index] ?? 0
    const off = highest > 0 ? Math.abs(rate / highest - share) : 0
    squares += off * off
    largest = Math.max(largest, off)
  }
  return { error: Math.sqrt(squares / shares.length), largest }
}

/** Levels in rates instead of shares; those that the fit cannot tell from 0 are 0. */
function inRates({ levels }: Family, { values, error }: Fit, { highest }: Sketch): Values {
  const least = Math.max(error / 4, 0.001)
  const scaled = levels.map((level) => {
    const share = values[level] ?? 0
    return [level, share < least ? 0 : share * highest] as const
  })
  return { ...values, ...Object.fromEntries(scaled) }
}

/** A hand that means a constant strays by so much of the rate. */
const flat = 0.05

const isFlat = (rates: Float64Array) => {
  const highest = Math.max(...rates)
  return highest - Math.min(...rates) < flat * highest
}

/** The coarsest of three roundings whose error is practically that of the finest. */
function rounded(family: Family, values: Values, sketch: Sketch) {
  const span = { units: sketch.totalUnits, over: {} }
  const tries = [1, 2, 3].map((digits) => {
    const spec = family.spec(values, forPeople(digits, sketch.totalUnits), span)
    const rates = unlessRefused(() => readSpec(spec)) && ratesOf(spec, sketch)
    if (rates === null) return { spec, error: Infinity, isFlat: true }
    return { spec, ...differences(rates, sketch), isFlat: isFlat(rates) }
  })
  const enough = 1.01 * (tries.at(-1)?.error ?? 0) + steadyHand / 20
  return tries.find(({ error }) => error <= enough) ?? null
}

function titleOf(spec: ScheduleSpec): string {
  const { title } = definitionOf(spec.kind)
  if (spec.kind !== 'warmup') return title
  const inner = definitionOf(spec.schedule.kind as ScheduleSpec['kind']).title
  const isWord = inner[1] === inner[1]?.toLowerCase()
  return `${title}, then ${isWord ? inner.charAt(0).toLowerCase() + inner.slice(1) : inner}`
}

/** A family's best schedule as people would write it; null where it is another family's. */
export function* candidateOf(family: Family, sketch: Sketch): Search<Candidate | null> {
  const samples = sketch.times.length
  const searched = Object.entries(family.axes).filter(([, { low, high }]) => low < high)
  const names = [...family.levels, ...searched.map(([name]) => name)]
  const isSimple = names.length === 1 || 2 * (names.length + family.given) <= samples
  const fit = isSimple ? yield* fitFamily(family, sketch) : null
  if (fit === null) return null
  const values = inRates(family, fit, sketch)
  const found = family.accepts(values) ? rounded(family, values, sketch) : null
  if (found === null || !Number.isFinite(found.error)) return null
  if (found.isFlat && names.length > 1) return null
  const { spec, error } = found
  const parameters = family.given + names.filter((name) => values[name] !== 0).length
  return {
    spec: { ...spec, per: sketch.per },
    title: titleOf(spec),
    score: scoreOf(error, parameters),
  }
}
