import { randomBytes } from 'node:crypto'
import {
  asRunId,
  asScheduleId,
  asStudyId,
  type RunId,
  type ScheduleId,
  type StudyId,
  type TrialId,
} from '../../shared/domain/ids'

const stamp = (now: Date) => now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')

const tail = () => randomBytes(3).toString('hex')
const longestName = 24

/** A new study's id, readable and sortable by time: `article-20261124-103100-1f3a9c`. */
export function newStudyId(templateId: string, now: Date): StudyId {
  return asStudyId(`${templateId.slice(0, longestName)}-${stamp(now)}-${tail()}`)
}

/** A new run's id, which names its folder: `20261124-103100-exponential-s1-1f3a9c`. */
export function newRunId(trialId: TrialId, seed: number, now: Date): RunId {
  return asRunId(`${stamp(now)}-${trialId.slice(0, longestName)}-s${seed}-${tail()}`)
}

/** A new id for what has a name of its own, which may change: it says when it was made. */
export const newItemId = (now: Date): string => `${stamp(now)}-${tail()}`

/** A new saved schedule's id. */
export const newScheduleId = (now: Date): ScheduleId => asScheduleId(newItemId(now))
