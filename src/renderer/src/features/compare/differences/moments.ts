import type { Moment } from '../../../../../shared/domain/compare/metric-at'

export const momentKinds = ['best', 'final', 'bestEpoch', 'epoch'] as const
export type MomentKind = (typeof momentKinds)[number]

/** Which of the box's choices a moment is; lowest and highest are the best of one end. */
export function momentKind(moment: Moment): MomentKind {
  if (typeof moment !== 'string') return 'epoch'
  return moment === 'final' || moment === 'bestEpoch' ? moment : 'best'
}

/** The moment of a choice; an epoch is the last one at first. */
export function momentOf(kind: string, epochs: number): Moment {
  if (kind === 'epoch') return { epoch: Math.max(0, epochs - 1) }
  return kind === 'final' || kind === 'bestEpoch' ? kind : 'best'
}
