import { LabError } from '../../shared/contract/errors'
import type { RunId, TrialId } from '../../shared/domain/ids'
import { splitSizes } from '../../shared/domain/recipe'
import type { RunRecord } from '../../shared/domain/run'
import { summarise, type EpochRow } from '../../shared/domain/series'
import type { Study, Trial } from '../../shared/domain/study'
import { newRunId } from './ids'
import type { RunFolders, RunPrefix } from './ports'

/** The study's trial with this id; `not-found` when it has none. */
export function trialOf(study: Study, trialId: TrialId): Trial {
  const trial = study.trials.find(({ id }) => id === trialId)
  if (!trial) throw new LabError('not-found', `Study "${study.id}" has no trial "${trialId}".`)
  return trial
}

/** What the rows on disk say of a run: the record is derived from them, never the other way. */
export const derivedFrom = (rows: readonly EpochRow[]) => ({
  epochsDone: rows.length,
  seconds: rows.reduce((sum, row) => sum + row.seconds, 0),
  summary: summarise(rows),
})

/** One attempt at a trial with a seed, queued. */
export function newRun(
  study: Study,
  trial: Trial,
  { seed, attempt }: Pick<RunRecord, 'seed' | 'attempt'>,
  now: Date,
): RunRecord {
  return {
    id: newRunId(trial.id, seed, now),
    studyId: study.id,
    trialId: trial.id,
    seed,
    attempt,
    status: 'queued',
    totalEpochs: trial.recipe.totalEpochs,
    stepsPerEpoch: splitSizes(trial.recipe).stepsPerEpoch,
    ...derivedFrom([]),
    createdAt: now.toISOString(),
    startedAt: null,
    endedAt: null,
    engine: null,
    outcome: null,
    exit: null,
    divergedAtStep: null,
  }
}

/**
 * Makes a run's folder and returns the run's record, not yet stored: a record without a folder
 * could not be rebuilt, a folder without one can. With a prefix the run has its epochs.
 */
export async function admit(
  folders: RunFolders,
  study: Study,
  run: RunRecord,
  prefix?: RunPrefix,
): Promise<RunRecord> {
  await folders.create({ run, study, trial: trialOf(study, run.trialId) }, prefix)
  return prefix ? { ...run, ...derivedFrom(await folders.readEpochs(run.id)) } : run
}

/** The folder of a run that nobody knows yet goes again; what went wrong before counts. */
export const discard = (folders: RunFolders, runId: RunId) =>
  folders.remove(runId).catch(() => undefined)
