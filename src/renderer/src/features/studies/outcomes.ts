import type { RunRecord, RunStatus } from '../../../../shared/domain/run'

const order: readonly RunStatus[] = [
  'running',
  'queued',
  'paused',
  'completed',
  'diverged',
  'failed',
  'interrupted',
  'stopped',
]

/** How many runs are in each state, the liveliest first; states without runs are left out. */
export const countByStatus = (runs: readonly RunRecord[]) =>
  order.flatMap((status) => {
    const count = runs.filter((run) => run.status === status).length
    return count === 0 ? [] : [{ status, count }]
  })
