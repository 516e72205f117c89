import type { RunId } from './ids'
import type { RunRecord } from './run'

/**
 * Epoch, from 0, at which a run's own line begins where several runs are drawn together: the last one
 * that a fork shares with its parent, so that it leaves the parent's line there; 0 for a run whose
 * parent is not among those drawn, since nobody else draws its beginning.
 */
export function lineStart(
  { forkedFrom }: Pick<RunRecord, 'forkedFrom'>,
  drawn: ReadonlySet<RunId>,
): number {
  return forkedFrom && drawn.has(forkedFrom.runId) ? forkedFrom.epochs - 1 : 0
}
