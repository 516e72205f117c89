import { fairnessOf } from '../../../shared/domain/fairness-of-runs'
import type { Gathered } from './gathered'

/** What differs between runs beside their schedules, for a file. */
export interface FairnessNotes {
  /** A sentence or two each, the weightiest first; none when nothing differs. */
  readonly sentences: readonly string[]
  /** The same in a few words: what differs, without the values. */
  readonly labels: string
}

/** The fairness of a comparison in words. */
export function fairnessNotes({ runs }: Pick<Gathered, 'runs'>): FairnessNotes {
  const findings = fairnessOf(runs)
  return {
    sentences: findings.map(({ sentence }) => sentence),
    labels: findings.map(({ label }) => label).join('; '),
  }
}
