import { usualObjective, type Objective } from '../objective'
import { trialNamer } from '../scheduled-trials'
import type { Study, StudyTemplate, Trial } from '../study'

/**
 * A study before it is made: plain data, changed by making another one. The ids of its trials tell
 * its rows apart; the study's own are made from the names.
 */
export interface StudyDraft {
  /** 1 to 120 characters. */
  readonly name: string
  readonly description: string
  readonly objective: Objective
  /** Each once; a run per trial and seed. */
  readonly seeds: readonly number[]
  /** Names differ. */
  readonly trials: readonly Trial[]
}

/** How much of a study there may be. */
export const draftLimits = {
  trials: 1_000,
  seeds: 1_000,
  /** Every run has a folder, and a record that is written anew when its state changes. */
  runs: 10_000,
  nameCharacters: 120,
  descriptionCharacters: 4_000,
  tags: 32,
  tagCharacters: 64,
  /** Of all schedules' JSON together: all trials stand in the study's one file. */
  scheduleCharacters: 4_000_000,
} as const

/** What `templateId` says of a study that was designed, not taken from a template. */
export const ownTemplateId = 'own'

/** Runs of a study: one per trial and seed. */
export const runsOf = ({ trials, seeds }: Pick<StudyDraft, 'trials' | 'seeds'>) =>
  trials.length * seeds.length

/** A template as a draft to change. */
export const draftOfTemplate = (template: StudyTemplate): StudyDraft => ({
  name: template.name,
  description: template.description,
  objective: template.objective ?? usualObjective,
  seeds: template.seeds ?? [1],
  trials: template.trials,
})

/** A study as a draft, without its runs: made once more, it trains the same. */
export const draftOfStudy = ({
  name,
  description,
  objective,
  seeds,
  trials,
}: Study): StudyDraft => ({
  name,
  description,
  objective: objective ?? usualObjective,
  seeds,
  trials,
})

/** The same trials with ids made from their names, numbered where two would be the same. */
export function withOwnIds(trials: readonly Trial[]): readonly Trial[] {
  const named = trialNamer([])
  return trials.map((trial) => ({ ...trial, id: named(trial.name).id }))
}
