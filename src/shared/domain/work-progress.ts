import { isFinal, type RunProgress, type RunRecord } from './run'
import { latestAttempts, type StudyHistory } from './study'

/** What is known of a run between its epochs; undefined for one that does not train just now. */
export type ProgressOf = (run: RunRecord) => RunProgress | undefined

/** Share of a run's steps that are done, 0 to 1. */
export function fractionDone(run: RunRecord, progress: RunProgress | undefined): number {
  if (run.status === 'completed') return 1
  return progress ? progress.step / progress.totalSteps : run.epochsDone / run.totalEpochs
}

function doneOf(runs: readonly RunRecord[], progressOf: ProgressOf): number {
  const shares = runs.map((run) => (isFinal(run.status) ? 1 : fractionDone(run, progressOf(run))))
  return shares.reduce((sum, share) => sum + share, 0)
}

/** Share of a study that is done, 0 to 1; runs that ended early count as done. */
export function studyFraction(history: StudyHistory, progressOf: ProgressOf): number {
  const runs = latestAttempts(history)
  return runs.length === 0 ? 0 : doneOf(runs, progressOf) / runs.length
}

const isBusy = ({ status }: RunRecord) => status === 'running' || status === 'queued'

/** Share done of all studies in which something runs or waits; null while nothing does. */
export function workFraction(
  histories: readonly StudyHistory[],
  progressOf: ProgressOf,
): number | null {
  const runs = histories.filter((each) => each.runs.some(isBusy)).flatMap(latestAttempts)
  return runs.length === 0 ? null : doneOf(runs, progressOf) / runs.length
}
