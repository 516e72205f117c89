import type { StudyId, TrialId } from './ids'
import type { Objective } from './objective'
import type { Recipe } from './recipe'
import type { RunRecord } from './run'

/** A named recipe inside a study. */
export interface Trial {
  readonly id: TrialId
  readonly name: string
  /** What to look for in its curves, in a sentence or two. */
  readonly description: string
  readonly tags: readonly string[]
  readonly recipe: Recipe
}

/** What a study is made from: trials and a text, without seeds or runs. */
export interface StudyTemplate {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly trials: readonly Trial[]
  /** Seed 1 alone when left out. */
  readonly seeds?: readonly number[]
  readonly objective?: Objective
}

/** A named, ordered set of trials compared together. */
export interface Study {
  readonly id: StudyId
  readonly templateId: string
  readonly name: string
  readonly description: string
  readonly createdAt: string
  readonly trials: readonly Trial[]
  readonly seeds: readonly number[]
  /** What its trials are ranked by; the lowest validation loss when left out. */
  readonly objective?: Objective
}

/** A study with the records of its runs, oldest first. */
export interface StudyHistory {
  readonly study: Study
  readonly runs: readonly RunRecord[]
}

/** Only the latest try of each trial and seed, in the order of the study's trials and seeds. */
export function latestAttempts({ study, runs }: StudyHistory): readonly RunRecord[] {
  const key = (trialId: TrialId, seed: number) => `${trialId} ${seed}`
  const latest = new Map<string, RunRecord>()
  for (const run of runs) {
    const at = key(run.trialId, run.seed)
    const known = latest.get(at)
    if (!known || run.attempt > known.attempt) latest.set(at, run)
  }
  return study.trials.flatMap(({ id }) =>
    study.seeds.flatMap((seed) => latest.get(key(id, seed)) ?? []),
  )
}
