import { compileSchedule, type RunLength } from './compile'
import { scheduleFacts, type ScheduleFacts } from './facts'
import type { ScheduleSpec } from './kinds'

/** What schedules can be given in common. */
export const measures = ['peak', 'area', 'end'] as const
/** One of them. */
export type Measure = (typeof measures)[number]

/** A schedule scaled to its reference, or why no factor can do it. */
export type Equalised =
  | { readonly kind: 'scaled'; readonly spec: ScheduleSpec; readonly factor: number }
  | { readonly kind: 'impossible'; readonly reason: string }

function measureOf(measure: Measure, { highest, area, last }: ScheduleFacts): number {
  switch (measure) {
    case 'peak':
      return highest.rate
    case 'area':
      return area
    case 'end':
      return last
  }
}

const names: Record<Measure, string> = {
  peak: 'highest rate',
  area: 'area under its curve',
  end: 'rate of its last step',
}

/** A number that scales a schedule joins the one that already does. */
function scaled(spec: ScheduleSpec, factor: number): ScheduleSpec {
  if (factor === 1) return spec
  if (spec.kind === 'product') {
    const [inner, known] = spec.factors
    if (spec.factors.length === 2 && typeof known === 'number' && inner !== undefined) {
      return { ...spec, factors: [inner, known * factor] }
    }
  }
  return { kind: 'product', factors: [spec, factor] }
}

/**
 * Scales a spec by a number so that it measures what the reference does; both are known by the facts
 * of one run. Scaling the rates of 0 to anything else is impossible, and so is a factor that no
 * number can hold.
 */
export function scaledTo(
  { spec, facts }: { readonly spec: ScheduleSpec; readonly facts: ScheduleFacts },
  measure: Measure,
  reference: ScheduleFacts,
): Equalised {
  const value = measureOf(measure, facts)
  const wanted = measureOf(measure, reference)
  const factor = value === wanted ? 1 : wanted / value
  const what = names[measure]
  if (value === 0 && wanted !== 0) {
    return { kind: 'impossible', reason: `The ${what} is 0, and stays 0 however it is scaled.` }
  }
  if (wanted === 0 && value !== 0) {
    const reason = `The reference has 0 as the ${what}; only a rate of 0 throughout would match.`
    return { kind: 'impossible', reason }
  }
  if (factor === 0 || !Number.isFinite(factor)) {
    const reason = `The ${what} is ${value}, too far from ${wanted} for any number to scale it.`
    return { kind: 'impossible', reason }
  }
  return { kind: 'scaled', spec: scaled(spec, factor), factor }
}

/**
 * Scales each spec by a number so that its highest rate, the area under its curve or its last rate
 * is that of the reference, in a run of the given length; see {@link scaledTo}. Throws a
 * `ScheduleError` for a bad spec.
 */
export function equalise(
  specs: readonly ScheduleSpec[],
  length: RunLength,
  measure: Measure,
  reference: ScheduleSpec,
): readonly Equalised[] {
  const factsOf = (spec: ScheduleSpec) => scheduleFacts(compileSchedule(spec, length))
  const wanted = factsOf(reference)
  return specs.map((spec) => scaledTo({ spec, facts: factsOf(spec) }, measure, wanted))
}
