import { LabError } from '../../shared/contract/errors'
import type { ScheduleToSave } from '../../shared/contract/schedules'
import { scheduleLimits, specCharacters, type SavedSchedule } from '../../shared/domain/design'
import { formatCount } from '../../shared/domain/format'
import type { ScheduleId } from '../../shared/domain/ids'
import type { EventHub } from './event-hub'
import { newScheduleId } from './ids'
import type { ScheduleStore } from './ports'

function refuseTooMany(schedules: readonly SavedSchedule[]): void {
  const { saved, savedCharacters } = scheduleLimits
  if (schedules.length > saved) {
    throw new LabError(
      'wrong-state',
      `There are ${formatCount(saved)} saved schedules, as many as are kept; delete one first.`,
    )
  }
  const characters = schedules.reduce((sum, each) => sum + specCharacters(each.spec), 0)
  if (characters <= savedCharacters) return
  throw new LabError(
    'wrong-state',
    `The saved schedules would have ${formatCount(characters)} characters of JSON together; at most ${formatCount(savedCharacters)} are kept, so delete one first.`,
  )
}

/** Schedules kept under a name. A change is on the disk before anyone is told. */
export class SavedSchedules {
  constructor(
    private readonly store: ScheduleStore,
    private readonly hub: EventHub,
    private readonly now: () => Date,
  ) {}

  /** The one changed last first. */
  list(): SavedSchedule[] {
    return [...this.store.read()].sort((a, b) => b.changedAt.localeCompare(a.changedAt))
  }

  /** Keeps a new schedule, or replaces the one with the id; its time of making stays. */
  save({ id, name, spec, totalEpochs, stepsPerEpoch }: ScheduleToSave): SavedSchedule {
    const now = this.now()
    const former = id === undefined ? null : this.schedule(id)
    const saved: SavedSchedule = {
      id: former?.id ?? newScheduleId(now),
      name,
      spec,
      totalEpochs,
      stepsPerEpoch,
      createdAt: former?.createdAt ?? now.toISOString(),
      changedAt: now.toISOString(),
    }
    const others = this.store.read().filter((each) => each.id !== saved.id)
    refuseTooMany([...others, saved])
    this.change([...others, saved])
    return saved
  }

  /** Deletes a schedule; studies that were made from it keep it. */
  remove(scheduleId: ScheduleId): void {
    const { id } = this.schedule(scheduleId)
    this.change(this.store.read().filter((each) => each.id !== id))
  }

  private schedule(id: ScheduleId): SavedSchedule {
    const found = this.store.read().find((each) => each.id === id)
    if (found) return found
    throw new LabError('not-found', `There is no saved schedule "${id}"; it may have been deleted.`)
  }

  private change(schedules: readonly SavedSchedule[]): void {
    this.store.write(schedules)
    this.hub.emit('schedulesChanged', { schedules: this.list() })
  }
}
