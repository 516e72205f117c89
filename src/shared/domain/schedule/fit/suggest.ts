import { compileSchedule } from '../compile'
import { ScheduleError } from '../error'
import type { ScheduleSpec } from '../kinds'
import { definitionOf, readSpec } from '../read-spec'
import { sketchOf, type DrawnCurve, type Sketch } from './drawn-curve'
import { familiesFor } from './families'
import type { Family, Values } from './family'
import { fitFamily } from './fit-family'
import { ratesOf, type Fit } from './fit-levels'
import { forPeople } from './rounding'

/** A schedule that comes close to a drawn curve. */
export interface Suggestion {
  /** Valid for the run, rounded as people write; sets no momentum. */
  readonly spec: ScheduleSpec
  /** From the kind, such as "Warm-up, then cosine". */
  readonly title: string
  /**
   * Root of the mean square difference between the rounded schedule and the curve, as a share of
   * the curve's highest rate: 0.02 is 2 % of it. 0 for a curve that is 0 everywhere.
   */
  readonly error: number
  /** The largest difference, likewise. */
  readonly largest: number
}

export interface SuggestOptions {
  /** Most suggestions; 6 unless told. */
  readonly most?: number
}

interface Candidate {
  readonly spec: ScheduleSpec
  readonly title: string
  /** Lower is better. */
  readonly score: number
}

/** Differences in error below it, as shares of the highest rate, matter to nobody. */
const negligible = 0.002

/** Neighbouring samples of a hand's curve err together: so many count as one. */
const togetherErr = 4

/**
 * Bayes' criterion (Schwarz 1978) on the error: each parameter more has to lower it, by 4 % where
 * there are 200 samples and by more where there are few.
 */
function scoreOf(error: number, parameters: number, samples: number): number {
  const independent = Math.max(2, samples / togetherErr)
  return (error + negligible) * independent ** (parameters / (2 * independent))
}

function differences(rates: ArrayLike<number>, { shares, highest }: Sketch) {
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

/** Rounding may leave a field its bounds: a stretch of no units, a factor of no size. */
function isValid(spec: ScheduleSpec): boolean {
  try {
    readSpec(spec)
    return true
  } catch (error) {
    if (error instanceof ScheduleError) return false
    throw error
  }
}

/** The coarsest of three roundings whose error is practically that of the finest. */
function rounded(family: Family, values: Values, sketch: Sketch) {
  const span = { units: sketch.totalUnits, over: {} }
  const tries = [1, 2, 3].map((digits) => {
    const spec = family.spec(values, forPeople(digits, sketch.totalUnits), span)
    const rates = isValid(spec) ? ratesOf(spec, sketch) : null
    return { spec, error: rates === null ? Infinity : differences(rates, sketch).error }
  })
  const enough = 1.01 * (tries.at(-1)?.error ?? 0) + negligible / 4
  return tries.find(({ error }) => error <= enough) ?? null
}

function titleOf(spec: ScheduleSpec): string {
  const { title } = definitionOf(spec.kind)
  if (spec.kind !== 'warmup') return title
  const inner = definitionOf(spec.schedule.kind as ScheduleSpec['kind']).title
  const isWord = inner[1] === inner[1]?.toLowerCase()
  return `${title}, then ${isWord ? inner.charAt(0).toLowerCase() + inner.slice(1) : inner}`
}

function candidateOf(family: Family, sketch: Sketch): Candidate | null {
  const samples = sketch.times.length
  const searched = Object.entries(family.axes).filter(([, { low, high }]) => low < high)
  const names = [...family.levels, ...searched.map(([name]) => name)]
  const isSimple = names.length === 1 || 2 * (names.length + family.given) <= samples
  const fit = isSimple ? fitFamily(family, sketch) : null
  if (fit === null) return null
  const values = inRates(family, fit, sketch)
  const found = family.accepts(values) ? rounded(family, values, sketch) : null
  if (found === null || !Number.isFinite(found.error)) return null
  const { spec, error } = found
  const parameters = family.given + names.filter((name) => values[name] !== 0).length
  return {
    spec: { ...spec, per: sketch.per },
    title: titleOf(spec),
    score: scoreOf(error, parameters, samples),
  }
}

/**
 * The schedules that a drawn curve resembles, the best first: one for each title, errors as told
 * after rounding. Simpler schedules come before closer ones when the difference is practically
 * none: each parameter more has to lower the error (plus 0.2 % of the highest rate) by about 4 %,
 * by more in runs of few units. Only the drawn stretch counts, at whole units. A single point, or a
 * curve that is 0 everywhere, gives a constant. Throws RangeError, naming the point, for a curve
 * without points, a time that falls, or a rate that is negative or not finite.
 */
export function suggestSchedules(
  curve: DrawnCurve,
  { most = 6 }: SuggestOptions = {},
): readonly Suggestion[] {
  const sketch = sketchOf(curve)
  const length =
    sketch.per === 'epoch'
      ? { totalEpochs: sketch.totalUnits, stepsPerEpoch: 1 }
      : { totalEpochs: 1, stepsPerEpoch: sketch.totalUnits }
  const titles = new Set<string>()
  return familiesFor(sketch)
    .map((family) => candidateOf(family, sketch))
    .filter((candidate) => candidate !== null)
    .sort((a, b) => a.score - b.score)
    .filter(({ title }) => !titles.has(title) && titles.add(title))
    .slice(0, most)
    .map(({ spec, title }) => {
      const { rateAt } = compileSchedule(spec, length)
      const rates = sketch.times.map((unit) => rateAt(unit))
      return { spec, title, ...differences(rates, sketch) }
    })
}
