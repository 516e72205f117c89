import { z } from 'zod'
import { studyHistory } from '../../shared/contract/schemas'
import type { StudyId } from '../../shared/domain/ids'
import type { StudyHistory } from '../../shared/domain/study'
import type { Decoded } from './guarded-file'
import { seal, unsealText, type Sealed } from './sealed'

const newestVersion = 1

/** A study with its runs' records, as its file holds it. */
export const encodeStudy = (history: StudyHistory): Sealed => seal(newestVersion, history)

/** The study in a file's text; it must be the one that the file is named after. */
export function decodeStudy(studyId: StudyId, text: string): Decoded<StudyHistory> {
  const found = unsealText(text, newestVersion)
  if (found.kind !== 'sound') return found
  const history = studyHistory.safeParse(found.body)
  if (!history.success) return { kind: 'damaged', why: z.prettifyError(history.error) }
  const { study, runs } = history.data
  return study.id === studyId && runs.every((run) => run.studyId === studyId)
    ? { kind: 'sound', value: history.data }
    : { kind: 'damaged', why: 'it belongs to another study' }
}
