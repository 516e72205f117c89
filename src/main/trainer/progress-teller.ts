import type { TrainerMessage } from '../../shared/contract/trainer'

/** Live enough for a moving curve, rare enough to cost nothing. */
const progressEveryMs = 250

type Progress = Extract<TrainerMessage, { kind: 'progress' }>

/** Tells how far a run is, at a fixed pace however often it is called. */
export function createProgressTeller(
  tell: (message: TrainerMessage) => void,
  now: () => number,
): (progress: Omit<Progress, 'kind'>) => void {
  let toldAt = -Infinity
  return (progress) => {
    if (now() - toldAt < progressEveryMs) return
    toldAt = now()
    tell({ kind: 'progress', ...progress })
  }
}
