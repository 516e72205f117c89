import type { TrialId } from '../../shared/domain/ids'
import type { RunRecord } from '../../shared/domain/run'
import { summarise, type EpochRow } from '../../shared/domain/series'
import type { StudyHistory, Trial } from '../../shared/domain/study'
import type { StoredOrigin } from './run-origin'

/** A run whose record is lost: what its folder holds. */
export interface FoundRun {
  readonly origin: StoredOrigin
  readonly rows: readonly EpochRow[]
}

const unknownEnd =
  'Its record was lost and made anew from its folder; how the run ended is not known.'

/** A run's record as far as its folder tells it. */
export function rebuildRun({ origin, rows }: FoundRun): RunRecord {
  const completed = rows.length === origin.run.totalEpochs
  return {
    ...origin.run,
    status: completed ? 'completed' : 'interrupted',
    outcome: completed ? null : unknownEnd,
    epochsDone: rows.length,
    seconds: rows.reduce((sum, row) => sum + row.seconds, 0),
    summary: summarise(rows),
  }
}

const oldestFirst = (a: RunRecord, b: RunRecord) =>
  a.createdAt === b.createdAt ? a.id.localeCompare(b.id) : a.createdAt.localeCompare(b.createdAt)

/** The trials of runs that the study has not: forks whose making broke off before it was stored. */
function unknownTrials(trials: readonly Trial[], found: readonly FoundRun[]): readonly Trial[] {
  const unknown = new Map<TrialId, Trial>()
  for (const { origin } of found) {
    const isKnown = trials.some(({ id }) => id === origin.trial.id)
    if (!isKnown) unknown.set(origin.trial.id, origin.trial)
  }
  return [...unknown.values()]
}

/** Adds runs found in folders to a study's records. */
export const withFoundRuns = (
  { study, runs }: StudyHistory,
  found: readonly FoundRun[],
): StudyHistory => ({
  study: { ...study, trials: [...study.trials, ...unknownTrials(study.trials, found)] },
  runs: [...runs, ...found.map(rebuildRun).sort(oldestFirst)],
})

/** A study from its runs' folders alone: trials without any folder are lost. */
export function rebuildStudy(found: readonly [FoundRun, ...FoundRun[]]): StudyHistory {
  const { trialIds, ...study } = found[0].origin.study
  const trials = trialIds
    .map((id) => found.find(({ origin }) => origin.trial.id === id)?.origin.trial)
    .filter((trial): trial is Trial => trial !== undefined)
  return withFoundRuns({ study: { ...study, trials }, runs: [] }, found)
}
