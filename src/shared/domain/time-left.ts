import { isFinal, type RunProgress, type RunRecord } from './run'

/**
 * Seconds until all runs have ended, were the running ones to keep their pace and hand it on to the
 * waiting ones; null while nothing runs or no pace is known. Paused runs are not waited for.
 */
export function studySecondsLeft(
  runs: readonly RunRecord[],
  progressOf: (run: RunRecord) => RunProgress | undefined,
): number | null {
  let stepsLeft = 0
  let stepsPerSecond = 0
  for (const run of runs) {
    if (isFinal(run.status) || run.status === 'paused') continue
    const progress = progressOf(run)
    const done = progress?.step ?? run.epochsDone * run.stepsPerEpoch
    stepsLeft += Math.max(0, run.totalEpochs * run.stepsPerEpoch - done)
    if (run.status === 'running') stepsPerSecond += progress?.stepsPerSecond ?? 0
  }
  return stepsPerSecond > 0 ? stepsLeft / stepsPerSecond : null
}
