import type { RunRecord } from '../../../shared/domain/run'
import type { Study, Trial } from '../../../shared/domain/study'
import { texts } from '../texts'

/** What people call a run: its trial, and its seed where the study has several. */
export function runName(study: Study, run: RunRecord): string {
  const trial = study.trials.find(({ id }) => id === run.trialId)
  return nameWithSeed(study, trial, run)
}

export function nameWithSeed(study: Study, trial: Trial | undefined, run: RunRecord): string {
  const name = trial?.name ?? run.trialId
  return study.seeds.length > 1 ? `${name}, ${texts.study.seed(run.seed)}` : name
}
