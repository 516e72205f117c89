import type { ScheduleToSave } from '../../shared/contract/schedules'
import { scheduleLimits, specCharacters, type SavedSchedule } from '../../shared/domain/design'
import type { ScheduleId } from '../../shared/domain/ids'
import type { EventHub } from './event-hub'
import { newScheduleId } from './ids'
import type { ScheduleStore } from './ports'
import { SavedItems, type SavedKind } from './saved-items'

const kind: SavedKind<SavedSchedule> = {
  noun: 'schedule',
  most: scheduleLimits.saved,
  mostCharacters: scheduleLimits.savedCharacters,
  characters: ({ spec }) => specCharacters(spec),
  changedAt: ({ changedAt }) => changedAt,
}

/** Schedules kept under a name. A change is on the disk before anyone is told. */
export class SavedSchedules {
  private readonly items: SavedItems<SavedSchedule>

  constructor(
    store: ScheduleStore,
    hub: EventHub,
    private readonly now: () => Date,
  ) {
    this.items = new SavedItems(kind, store, (schedules) =>
      hub.emit('schedulesChanged', { schedules }),
    )
  }

  /** The one changed last first. */
  list(): SavedSchedule[] {
    return this.items.list()
  }

  /** Keeps a new schedule, or replaces the one with the id; its time of making stays. */
  save({ id, name, spec, totalEpochs, stepsPerEpoch }: ScheduleToSave): SavedSchedule {
    const now = this.now()
    const former = id === undefined ? null : this.items.item(id)
    return this.items.put({
      id: former?.id ?? newScheduleId(now),
      name,
      spec,
      totalEpochs,
      stepsPerEpoch,
      createdAt: former?.createdAt ?? now.toISOString(),
      changedAt: now.toISOString(),
    })
  }

  /** Deletes a schedule; studies that were made from it keep it. */
  remove(scheduleId: ScheduleId): void {
    this.items.remove(scheduleId)
  }
}
