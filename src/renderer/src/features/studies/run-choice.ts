import type { TrialId } from '../../../../shared/domain/ids'
import type { StudyRecipeChanges } from '../../../../shared/domain/recipe-changes'

/** How a person wants a study to be run. */
export interface RunChoice {
  readonly name: string
  readonly totalEpochs: number
  readonly seeds: readonly number[]
}

/** A choice with the trials it is for, and what they shall have in place of their own. */
export interface StudyChoice extends RunChoice {
  readonly trialIds: readonly TrialId[]
  readonly recipe: StudyRecipeChanges
}
