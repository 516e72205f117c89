import { savedSchedules } from '../../shared/contract/schedules'
import type { DamageReport, ScheduleStore } from '../services/ports'
import type { DocumentPlace } from './guarded-document'
import { listDocument, openList } from './list-store'

/** `schedules.json`: all saved schedules under one seal. */
export const schedulesKind = listDocument({
  name: 'schedules',
  title: 'The saved schedules',
  lost: 'There are no saved schedules any more.',
  schema: savedSchedules,
})

export const createScheduleStore = (place: DocumentPlace): ScheduleStore & DamageReport =>
  openList(schedulesKind, place)
