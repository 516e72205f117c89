import type { TrainerMessage } from '../../shared/contract/trainer'

/** True for messages after which a trainer has nothing more to say. */
export function isLastWord({ kind }: TrainerMessage): boolean {
  switch (kind) {
    case 'probed':
    case 'measured':
    case 'completed':
    case 'stopped':
    case 'diverged':
    case 'failed':
      return true
    case 'ready':
    case 'heartbeat':
    case 'progress':
    case 'notice':
    case 'epoch':
    case 'paused':
    case 'resumed':
      return false
  }
}
