import type { StudyHistory } from '../../../../../shared/domain/study'
import type { RunRecord, RunStatus } from '../../../../../shared/domain/run'
import { marksOf } from '../../../../../shared/domain/run-marks'

const order: readonly RunStatus[] = [
  'running',
  'paused',
  'queued',
  'completed',
  'stopped',
  'diverged',
  'failed',
  'interrupted',
]

/** The states that any of the runs is in, with how many are. */
export function statusCounts(
  runs: readonly RunRecord[],
): readonly { readonly status: RunStatus; readonly count: number }[] {
  const counts = new Map<RunStatus, number>()
  for (const { status } of runs) counts.set(status, (counts.get(status) ?? 0) + 1)
  return order.flatMap((status) => {
    const count = counts.get(status) ?? 0
    return count > 0 ? [{ status, count }] : []
  })
}

/** Runs that were archived, of all studies. */
export const archivedCount = (histories: readonly StudyHistory[]): number =>
  histories.reduce(
    (sum, { runs }) => sum + runs.filter((run) => marksOf(run).archived === true).length,
    0,
  )
