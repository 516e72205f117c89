import type { EventPayload } from '../../shared/contract/api'
import type { RunRecord } from '../../shared/domain/run'
import type { StudyHistory } from '../../shared/domain/study'
import { createBarReporter } from './report-bars'
import { createJsonReporter } from './report-json'
import { createLineReporter } from './report-lines'

/** Tells a person or a program how a study goes on. */
export interface Reporter {
  started(history: StudyHistory): void
  advanced(advanced: EventPayload<'runsAdvanced'>): void
  changed(runs: readonly RunRecord[]): void
  interrupted(): void
  ended(history: StudyHistory, outFolder: string | undefined): void
}

/** JSON lines when asked for, bars on a terminal, plain lines elsewhere. */
export function createReporter(json: boolean): Reporter {
  if (json) return createJsonReporter()
  return process.stdout.isTTY ? createBarReporter() : createLineReporter()
}
