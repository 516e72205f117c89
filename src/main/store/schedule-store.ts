import { z } from 'zod'
import { savedSchedules } from '../../shared/contract/schedules'
import type { SavedSchedule } from '../../shared/domain/design'
import type { DamageReport, ScheduleStore } from '../services/ports'
import { openDocument, type DocumentPlace } from './guarded-document'
import type { Decoded } from './guarded-file'
import { seal, unsealText } from './sealed'

const newestVersion = 1

function decodeSchedules(text: string): Decoded<readonly SavedSchedule[]> {
  const found = unsealText(text, newestVersion)
  if (found.kind !== 'sound') return found
  const read = savedSchedules.safeParse(found.body)
  return read.success
    ? { kind: 'sound', value: read.data }
    : { kind: 'damaged', why: z.prettifyError(read.error) }
}

/** `schedules.json`: all saved schedules under one seal. */
export const createScheduleStore = (place: DocumentPlace): ScheduleStore & DamageReport =>
  openDocument(
    {
      name: 'schedules',
      title: 'The saved schedules',
      initial: [],
      lost: 'There are no saved schedules any more.',
      decode: decodeSchedules,
      encode: (schedules) => seal(newestVersion, schedules),
    },
    place,
  )
