import type { EventPayload } from '../../shared/contract/api'
import type { RunRecord } from '../../shared/domain/run'
import type { StudyHistory } from '../../shared/domain/study'

/** Tells a person or a program how a study goes on. */
export interface Reporter {
  started(history: StudyHistory): void
  advanced(advanced: EventPayload<'runsAdvanced'>): void
  changed(runs: readonly RunRecord[]): void
  interrupted(): void
  ended(history: StudyHistory, outFolder: string | undefined): void
}

/** A run as people name it: its trial, and its seed. */
export const runLabel = (run: RunRecord) => `${run.trialId} (seed ${run.seed})`
