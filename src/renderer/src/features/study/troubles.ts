import type { RunStatus } from '../../../../shared/domain/run'
import type { RunView } from '../../composables/use-run-views'

/** One reason for which runs ended before their time, with the runs' names. */
export interface Trouble {
  readonly outcome: string
  readonly names: readonly string[]
}

/** Stopping a run is what a person wanted: no trouble. */
const troubled: readonly RunStatus[] = ['diverged', 'failed', 'interrupted']

/** Why runs ended that were not stopped by hand; runs that share a reason share an entry. */
export function troubles(views: readonly Pick<RunView, 'run' | 'name'>[]): readonly Trouble[] {
  const byOutcome = new Map<string, string[]>()
  for (const { run, name } of views) {
    if (!troubled.includes(run.status) || run.outcome === null) continue
    byOutcome.set(run.outcome, [...(byOutcome.get(run.outcome) ?? []), name])
  }
  return [...byOutcome].map(([outcome, names]) => ({ outcome, names }))
}
