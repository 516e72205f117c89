import { isFinal, type RunRecord } from '../../../../shared/domain/run'

/** What can be done with a study just now. */
export interface StudySteps {
  readonly pause: boolean
  readonly resume: boolean
  readonly stop: boolean
  readonly retry: boolean
}

/** `runs` are the latest attempts. */
export function possibleSteps(runs: readonly RunRecord[]): StudySteps {
  const some = (test: (run: RunRecord) => boolean) => runs.some(test)
  return {
    pause: some(({ status }) => status === 'running' || status === 'queued'),
    resume: some(({ status }) => status === 'paused' || status === 'interrupted'),
    stop: some(({ status }) => !isFinal(status)),
    retry: some(({ status }) => isFinal(status) && status !== 'completed'),
  }
}
