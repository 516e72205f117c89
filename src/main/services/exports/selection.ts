import { LabError } from '../../../shared/contract/errors'
import type { RunId } from '../../../shared/domain/ids'
import type { RunRecord } from '../../../shared/domain/run'
import type { EpochRow } from '../../../shared/domain/series'
import { latestAttempts, type StudyHistory, type Trial } from '../../../shared/domain/study'

/** A run that leaves, with what tables and pictures need to know of it. */
export interface ChosenRun {
  readonly run: RunRecord
  readonly trial: Trial
  /** Place of the trial in its study, which decides how it is drawn. */
  readonly trialIndex: number
  /** What tells it from the study's other chosen runs of the trial: " seed 2", " attempt 3" or "". */
  readonly suffix: string
  readonly rows: readonly EpochRow[]
}

export type ReadEpochs = (runId: RunId) => Promise<readonly EpochRow[]>

function namedRuns(history: StudyHistory, runIds: readonly RunId[]): readonly RunRecord[] {
  const unknown = runIds.find((id) => !history.runs.some((run) => run.id === id))
  if (unknown === undefined) return history.runs.filter((run) => runIds.includes(run.id))
  throw new LabError('not-found', `The study "${history.study.name}" has no run "${unknown}".`)
}

function suffixOf(run: RunRecord, chosen: readonly RunRecord[]): string {
  const seeds = new Set(chosen.map(({ seed }) => seed)).size > 1
  const attempts = chosen.some(
    ({ trialId, seed, attempt }) =>
      trialId === run.trialId && seed === run.seed && attempt !== run.attempt,
  )
  return `${seeds ? ` seed ${run.seed}` : ''}${attempts ? ` attempt ${run.attempt}` : ''}`
}

/** The runs named, or the latest attempts of all, in the order of the study's trials. */
export async function chooseRuns(
  history: StudyHistory,
  runIds: readonly RunId[] | undefined,
  readEpochs: ReadEpochs,
): Promise<readonly ChosenRun[]> {
  const chosen = runIds ? namedRuns(history, runIds) : latestAttempts(history)
  return Promise.all(
    history.study.trials.flatMap((trial, trialIndex) =>
      chosen
        .filter((run) => run.trialId === trial.id)
        .sort((a, b) => a.seed - b.seed || a.attempt - b.attempt)
        .map(async (run) => ({
          run,
          trial,
          trialIndex,
          suffix: suffixOf(run, chosen),
          rows: await readEpochs(run.id),
        })),
    ),
  )
}
