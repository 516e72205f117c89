import { compileSchedule } from '../compile'
import type { ScheduleSpec } from '../kinds'
import { candidateOf, differences, type Candidate } from './candidate'
import { sketchOf, type DrawnCurve, type Sketch } from './drawn-curve'
import { familiesFor } from './families'
import { unlessRefused } from './fit-levels'
import type { Search } from './refine'

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

/** How much is to be suggested. */
export interface SuggestOptions {
  /** Most suggestions; 6 unless told. */
  readonly most?: number
}

/** As training would have them. Throws ScheduleError where any unit of the run has no rate. */
function compiledRates(spec: ScheduleSpec, { per, totalUnits, times }: Sketch): number[] {
  const { rateAt } = compileSchedule(
    spec,
    per === 'epoch'
      ? { totalEpochs: totalUnits, stepsPerEpoch: 1 }
      : { totalEpochs: 1, stepsPerEpoch: totalUnits },
  )
  return times.map((unit) => rateAt(unit))
}

/**
 * The schedules that a drawn curve resembles, the best first, each title once; errors are those of
 * the rounded specs. A simpler schedule comes before a closer one when that gains practically
 * nothing: each parameter more has to lower the error, plus 1 % of the highest rate, by a factor of
 * 1.12; a rate of 0 is no parameter. What varies by less than 5 % is told as a constant only.
 * Only the drawn stretch counts, at whole units. A single point, or a curve that is 0 everywhere,
 * gives a constant. Throws RangeError, naming the point, for a curve without points, a time that
 * falls, or a rate that is negative or not finite.
 */
export function suggestSchedules(
  curve: DrawnCurve,
  options: SuggestOptions = {},
): readonly Suggestion[] {
  const search = searchSchedules(curve, options)
  for (;;) {
    const step = search.next()
    if (step.done) return step.value
  }
}

/**
 * The same search in many short steps, a few milliseconds at most each in runs of up to 100,000
 * units, for those who draw meanwhile: it rests after each curve that it has tried.
 */
export function* searchSchedules(
  curve: DrawnCurve,
  { most = 6 }: SuggestOptions = {},
): Search<readonly Suggestion[]> {
  const sketch = sketchOf(curve)
  const candidates: Candidate[] = []
  for (const family of familiesFor(sketch)) {
    const candidate = yield* candidateOf(family, sketch)
    if (candidate !== null) candidates.push(candidate)
  }
  candidates.sort((a, b) => a.score - b.score)
  const suggestions: Suggestion[] = []
  for (const { spec, title } of candidates) {
    if (suggestions.length >= most) break
    if (suggestions.some((better) => better.title === title)) continue
    const rates = unlessRefused(() => compiledRates(spec, sketch))
    if (rates !== null) suggestions.push({ spec, title, ...differences(rates, sketch) })
    yield
  }
  return suggestions
}
