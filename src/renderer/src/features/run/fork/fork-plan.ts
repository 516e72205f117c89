import { forkFault } from '../../../../../shared/domain/fork-rules'
import type { Recipe } from '../../../../../shared/domain/recipe'
import { withChanges, type RecipeChanges } from '../../../../../shared/domain/recipe-changes'
import type { AvailableMemory } from '../../../../../shared/domain/recipe-check'
import { recipeFields } from '../../../../../shared/domain/recipe-fields'
import { isSameData } from '../../../../../shared/domain/same-data'
import {
  readNumber,
  readTraining,
  type WrittenField,
} from '../../../components/training/read-training'
import { firstForm, type TrainingForm } from '../../../components/training/training-form'
import { faultsOf } from '../../../components/training/training-plan'
import { texts } from '../../../texts'
import { readSettings, settingTexts, type SettingTexts } from './optimizer-settings'
import { readSchedule, scheduleJson } from './read-schedule'

/** How a run shall go on, as it stands in the fields. */
export interface ForkForm {
  /** Finished epochs of the checkpoint. */
  readonly epochs: number
  /** Empty for the usual one. */
  readonly name: string
  readonly totalEpochs: string
  /** JSON of the schedule. */
  readonly schedule: string
  readonly settings: SettingTexts
  /** Of these the loss, early stopping and norms; the rest stays as the parent has it. */
  readonly training: TrainingForm
}

/** What the fields ask for, and what speaks against it. */
export interface ForkPlan {
  readonly changes: RecipeChanges
  /** The recipe of the fork, once all fields can be read. */
  readonly recipe: Recipe | null
  readonly problems: {
    readonly name?: string
    readonly totalEpochs?: string
    readonly schedule?: string
    readonly settings: Readonly<Record<string, string>>
    readonly training: Readonly<Partial<Record<WrittenField, string>>>
  }
  /** What the fields come to that cannot be, or makes no sense. */
  readonly faults: readonly string[]
  /** Nothing differs from the parent's recipe. */
  readonly isSame: boolean
}

/** The fields of a fork that goes on as its parent does. */
export const firstForkForm = (parent: Recipe, epochs: number): ForkForm => ({
  epochs,
  name: '',
  totalEpochs: String(parent.totalEpochs),
  schedule: scheduleJson(parent.schedule),
  settings: settingTexts(parent.optimizer),
  training: firstForm([parent]),
})

const longestName = 120

function readAll(form: ForkForm, parent: Recipe) {
  const length = readNumber(texts.studies.epochs, form.totalEpochs, recipeFields.totalEpochs)
  const schedule = readSchedule(form.schedule)
  const { optimizer, problems: settings } = readSettings(parent.optimizer, form.settings)
  const training = readTraining(form.training, [parent])
  const { length: letters } = form.name.trim()
  const told: RecipeChanges = {
    ...(length.ok && { totalEpochs: length.value }),
    ...(schedule.ok && { schedule: schedule.spec }),
    optimizer,
    ...training.changes,
  }
  const names = Object.keys(told) as (keyof RecipeChanges)[]
  // Null leaves out what the parent may not have at all.
  const changed = names.filter((name) => !isSameData(told[name] ?? undefined, parent[name]))
  return {
    changes: Object.fromEntries(changed.map((name) => [name, told[name]])) as RecipeChanges,
    problems: {
      ...(letters > longestName && { name: texts.common.nameRule(letters) }),
      ...(!length.ok && { totalEpochs: length.problem }),
      ...(!schedule.ok && { schedule: schedule.problem }),
      settings,
      training: training.problems,
    },
  }
}

/** Reads the fields and checks the fork as the lab, and its trainer, will check it. */
export function planFork(form: ForkForm, parent: Recipe, available?: AvailableMemory): ForkPlan {
  const { changes, problems } = readAll(form, parent)
  const { settings, training, ...others } = problems
  const isRead = Object.keys({ ...settings, ...training, ...others }).length === 0
  const recipe = isRead ? withChanges(parent, changes) : null
  const isSame = isRead && Object.keys(changes).length === 0
  return { changes, problems, recipe, isSame, faults: recipe ? faultsIn(recipe) : [] }

  function faultsIn(fork: Recipe): readonly string[] {
    const fault = forkFault(parent, fork, form.epochs)
    return [
      ...(fault ? [`${fault.field}: ${fault.rule}`] : []),
      ...faultsOf([{ name: '', recipe: fork }], available),
    ]
  }
}

/** Everything that keeps a run from being forked so; empty when it can be. */
export function forkRefusals({ problems, faults }: ForkPlan): readonly string[] {
  const { name, totalEpochs, schedule, settings, training } = problems
  const written = [
    ...[name, totalEpochs, schedule],
    ...Object.values(settings),
    ...Object.values(training),
  ]
  return [...written.filter((problem) => problem !== undefined), ...faults]
}
