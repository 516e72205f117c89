import type { SavedSchedule } from '../../../../../shared/domain/design'
import {
  definitionOf,
  scheduleKinds,
  type ScheduleKind,
  type ScheduleSpec,
} from '../../../../../shared/domain/schedule'
import type { StudyTemplate } from '../../../../../shared/domain/study'

/** Where a schedule to compare with comes from, in the order of the list. */
export const origins = ['saved', 'trial', 'example'] as const
export type Origin = (typeof origins)[number]

/** A schedule that can be laid over the design. */
export interface Candidate {
  readonly id: string
  readonly origin: Origin
  readonly name: string
  /** What it is besides its name: its kind, or the kind's family. */
  readonly about: string
  readonly spec: ScheduleSpec
}

const kindOf = ({ kind }: ScheduleSpec) => definitionOf(kind).title

const savedOnes = (saved: readonly SavedSchedule[]): readonly Candidate[] =>
  saved.map(({ id, name, spec }) => ({
    id: `saved ${id}`,
    origin: 'saved',
    name,
    about: kindOf(spec),
    spec,
  }))

const trials = (templates: readonly StudyTemplate[]): readonly Candidate[] =>
  templates.flatMap((template) =>
    template.trials.map(({ id, name, recipe }) => ({
      id: `trial ${template.id} ${id}`,
      origin: 'trial',
      name,
      about: kindOf(recipe.schedule),
      spec: recipe.schedule,
    })),
  )

function exampleOf(kind: ScheduleKind): Candidate {
  const { title, family, example } = definitionOf(kind)
  // An example has the fields of its kind, which the table of kinds proves.
  const spec = { kind, ...example } as unknown as ScheduleSpec
  return { id: `example ${kind}`, origin: 'example', name: title, about: family, spec }
}

// The names of the table, which a plain object's type forgets.
const examples = (Object.keys(scheduleKinds) as ScheduleKind[]).map(exampleOf)

/** Everything that can be laid over the design: saved schedules, trials of templates, examples. */
export const candidatesOf = (
  saved: readonly SavedSchedule[],
  templates: readonly StudyTemplate[],
): readonly Candidate[] => [...savedOnes(saved), ...trials(templates), ...examples]

/** Those that have every word of the query somewhere in their name or their kind. */
export function matching(candidates: readonly Candidate[], query: string): readonly Candidate[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return candidates.filter(({ name, about, spec }) => {
    const text = `${name} ${about} ${spec.kind}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
