import type { RunStatus } from '../../../shared/domain/run'

export type RunVerb = 'prioritise' | 'pause' | 'resume' | 'stop' | 'retry'

/** What can be done with a run in this state. */
export function runVerbs(status: RunStatus): readonly RunVerb[] {
  switch (status) {
    case 'queued':
      return ['prioritise', 'pause', 'stop']
    case 'running':
      return ['pause', 'stop']
    case 'paused':
      return ['resume', 'stop']
    case 'completed':
    case 'stopped':
    case 'diverged':
    case 'failed':
    case 'interrupted':
      return ['retry']
  }
}
