import {
  definitionOf,
  families,
  scheduleKinds,
  type Family,
  type RunLength,
  type ScheduleKind,
  type ScheduleSpec,
} from '../../../../shared/domain/schedule'

/** A kind of schedule as the gallery shows it. */
export interface KindEntry {
  readonly kind: ScheduleKind
  readonly family: Family
  readonly title: string
  readonly summary: string
  readonly formula: string
  readonly source: string
  /** The kind's own example. */
  readonly spec: ScheduleSpec
}

/** The run that the examples are drawn for: the article's. */
export const galleryLength: RunLength = { totalEpochs: 100, stepsPerEpoch: 250 }

function entryOf(kind: ScheduleKind): KindEntry {
  const { family, title, summary, formula, source, example } = definitionOf(kind)
  // An example has the fields of its kind, which the table of kinds proves.
  const spec = { kind, ...example } as unknown as ScheduleSpec
  return { kind, family, title, summary, formula, source, spec }
}

// The names of the table, which a plain object's type forgets.
export const kindEntries: readonly KindEntry[] = (Object.keys(scheduleKinds) as ScheduleKind[]).map(
  entryOf,
)

export interface FamilyEntries {
  readonly family: Family
  readonly entries: readonly KindEntry[]
}

/** Every kind, by families in their order. */
export const entriesByFamily: readonly FamilyEntries[] = families.map((family) => ({
  family,
  entries: kindEntries.filter((entry) => entry.family === family),
}))
