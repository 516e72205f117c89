import type { SavedSchedule } from '../../../../../shared/domain/design'
import {
  definitionOf,
  scheduleKinds,
  type ScheduleKind,
  type ScheduleSpec,
} from '../../../../../shared/domain/schedule'
import { texts } from '../../../texts'
import { scheduleJson } from './read-schedule'

/** Where the text of a fork's schedule comes from. */
export interface ScheduleSource {
  readonly value: string
  readonly label: string
  readonly json: string
}

/** Written by hand, like none of the others. */
export const byHand = 'own'

/** Schedules to choose from: the run's own, what is saved, and an example of every kind. */
export function scheduleSources(own: ScheduleSpec, saved: readonly SavedSchedule[]) {
  const kept = saved.map(({ id, name, spec }): ScheduleSource => {
    return { value: `saved-${id}`, label: name, json: scheduleJson(spec) }
  })
  const kinds = Object.keys(scheduleKinds) as ScheduleKind[]
  const examples = kinds.map((kind): ScheduleSource => {
    const { title, example } = definitionOf(kind)
    return {
      value: `kind-${kind}`,
      label: title,
      json: JSON.stringify({ kind, ...example }, null, 2),
    }
  })
  const label = texts.fork.asItIs(definitionOf(own.kind).title)
  const first: ScheduleSource = { value: 'same', label, json: scheduleJson(own) }
  return [
    { options: [first] },
    ...(kept.length > 0 ? [{ label: texts.fork.saved, options: kept }] : []),
    { label: texts.fork.kinds, options: examples },
  ]
}
