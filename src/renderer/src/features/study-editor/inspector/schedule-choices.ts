import type { SavedSchedule } from '../../../../../shared/domain/design'
import type { Recipe } from '../../../../../shared/domain/recipe'
import {
  definitionOf,
  families,
  scheduleKinds,
  type ScheduleKind,
  type ScheduleSpec,
} from '../../../../../shared/domain/schedule'
import { asKind } from '../../../../../shared/domain/schedule/edit'
import { fittedTo } from '../../../../../shared/domain/study-plan/fit-schedule'
import { studyEditorTexts as words } from '../../../texts/study-editor'
import { differs } from './setting-text'

const savedPrefix = 'saved:'

const kinds = Object.keys(scheduleKinds) as ScheduleKind[]

/** The kinds of schedules, family by family, and those that are saved. */
export function scheduleGroups(saved: readonly SavedSchedule[], isShared: boolean) {
  const byFamily = families.map((family) => ({
    label: family,
    options: kinds
      .filter((kind) => definitionOf(kind).family === family)
      .map((kind) => ({ value: kind, label: definitionOf(kind).title })),
  }))
  return [
    ...(isShared
      ? []
      : [{ label: undefined, options: [{ value: differs, label: words.differs }] }]),
    ...byFamily.filter(({ options }) => options.length > 0),
    ...(saved.length === 0
      ? []
      : [
          {
            label: words.saved,
            options: saved.map(({ id, name }) => ({ value: `${savedPrefix}${id}`, label: name })),
          },
        ]),
  ]
}

/** A schedule of the kind, or the saved one, in the place of a recipe's own; null for neither. */
export function withScheduleChoice(
  chosen: string,
  saved: readonly SavedSchedule[],
): ((recipe: Recipe) => Recipe) | null {
  const own = saved.find(({ id }) => `${savedPrefix}${id}` === chosen)
  const kind = kinds.find((each) => each === chosen)
  if (!own && !kind) return null
  return (recipe) => {
    // A kind keeps what the old one had of rates; its example has the fields of its own.
    const spec = own?.spec ?? (kind && (asKind(recipe.schedule, kind) as unknown as ScheduleSpec))
    return spec ? { ...recipe, schedule: fittedTo(spec, recipe.optimizer) } : recipe
  }
}
