import { inExampleRun } from '../../../../../shared/charts/example-run'
import {
  previewOf,
  scaledTo,
  scheduleFacts,
  ScheduleError,
  type Measure,
  type Preview,
  type RunLength,
  type ScheduleFacts,
  type ScheduleSpec,
} from '../../../../../shared/domain/schedule'

/** A schedule's curve and facts in the run, or why it cannot have that run. */
export type Played =
  | {
      readonly kind: 'played'
      readonly curve: Preview
      readonly facts: ScheduleFacts
      /** It reacts, so the metrics of the run are made up. */
      readonly reacts: boolean
    }
  | { readonly kind: 'unfit'; readonly reason: string }

/** Plays a schedule over a run; nothing about the schedule is taken for granted. */
export function play(spec: ScheduleSpec, length: RunLength, buckets: number): Played {
  try {
    const { schedule, reacts } = inExampleRun(spec, length)
    return {
      kind: 'played',
      curve: previewOf(schedule, buckets),
      facts: scheduleFacts(schedule),
      reacts,
    }
  } catch (error) {
    if (error instanceof ScheduleError) return { kind: 'unfit', reason: error.message }
    throw error
  }
}

/** A schedule as it is compared. */
export interface Entry {
  readonly id: string
  readonly name: string
  /** What it is, in a word or two. */
  readonly about: string
  readonly spec: ScheduleSpec
  /** Its place in the palette. */
  readonly place: number
}

/** An entry after all were given something in common. */
export interface Row extends Entry {
  readonly played: Played
  /** What its rates were multiplied by; null where nothing was equalised. */
  readonly factor: number | null
  /** Why it could not be equalised. */
  readonly unequal: string | null
}

function scaledBy(played: Extract<Played, { kind: 'played' }>, factor: number): Played {
  const { curve, facts } = played
  const extreme = ({ rate, step }: ScheduleFacts['highest']) => ({ rate: rate * factor, step })
  return {
    ...played,
    curve: { steps: curve.steps, rates: curve.rates.map((rate) => rate * factor) },
    facts: {
      ...facts,
      first: facts.first * factor,
      last: facts.last * factor,
      highest: extreme(facts.highest),
      lowest: extreme(facts.lowest),
      area: facts.area * factor,
      mean: facts.mean * factor,
    },
  }
}

function equalised(entry: Entry, played: Played, measure: Measure, reference: ScheduleFacts): Row {
  const plain = { ...entry, played, factor: null, unequal: null }
  if (played.kind === 'unfit') return plain
  const result = scaledTo({ spec: entry.spec, facts: played.facts }, measure, reference)
  if (result.kind === 'impossible') return { ...plain, unequal: result.reason }
  const { spec, factor } = result
  return { ...plain, spec, factor, played: scaledBy(played, factor) }
}

/**
 * The entries over their run; with a measure all are scaled to the first one, where that is
 * possible. Without a first one that fits the run nothing is scaled.
 */
export function overlayRows(
  entries: readonly Entry[],
  playedOf: (spec: ScheduleSpec) => Played,
  measure: Measure | null,
): readonly Row[] {
  const known = entries.map((entry) => ({ entry, played: playedOf(entry.spec) }))
  const reference = known[0]?.played
  return known.map(({ entry, played }, index) =>
    measure === null || index === 0 || reference?.kind !== 'played'
      ? { ...entry, played, factor: null, unequal: null }
      : equalised(entry, played, measure, reference.facts),
  )
}
