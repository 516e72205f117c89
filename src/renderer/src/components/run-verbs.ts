import type { RunStatus } from '../../../shared/domain/run'

export type RunVerb = 'prioritise' | 'pause' | 'resume' | 'stop' | 'retry'

/**
 * What can be done with a run in this state: one that ended too early goes on from its last
 * checkpoint (`resume`) or begins anew in another attempt (`retry`).
 */
export function runVerbs(status: RunStatus): readonly RunVerb[] {
  switch (status) {
    case 'queued':
      return ['prioritise', 'pause', 'stop']
    case 'running':
      return ['pause', 'stop']
    case 'paused':
      return ['resume', 'stop']
    case 'stopped':
    case 'failed':
    case 'interrupted':
      return ['resume', 'retry']
    case 'completed':
    case 'diverged':
      return ['retry']
  }
}
