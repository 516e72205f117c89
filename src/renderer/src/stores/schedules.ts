import { defineStore, storeToRefs } from 'pinia'
import { shallowRef } from 'vue'
import type { LabApi } from '../../../shared/contract/api'
import type { SavedSchedule } from '../../../shared/domain/design'
import type { ScheduleId } from '../../../shared/domain/ids'
import { useConnectionStore } from './connection'
import { useFaultsStore } from './faults'
import { listen, useConnection, whenConnected } from './lab'
import { useLoading } from './loading'

type Wish = Parameters<LabApi['schedules']['save']>[0]

/** The schedules that people keep, the one changed last first. */
export const useSchedulesStore = defineStore('schedules', () => {
  const { lab } = useConnection()
  const { state } = storeToRefs(useConnectionStore())
  const { attempt } = useFaultsStore()

  const schedules = shallowRef<readonly SavedSchedule[]>([])
  const {
    status,
    problem,
    run: load,
  } = useLoading(async () => {
    schedules.value = await lab.schedules.list({})
  })

  listen(lab, 'schedulesChanged', (changed) => {
    schedules.value = changed.schedules
  })
  whenConnected(state, load)

  /** The schedule as it is kept, or undefined when it could not be. */
  async function save(wish: Wish): Promise<SavedSchedule | undefined> {
    const kept = await attempt(() => lab.schedules.save(wish))
    // The news of it may come later.
    if (kept) schedules.value = [kept, ...schedules.value.filter(({ id }) => id !== kept.id)]
    return kept
  }
  const remove = (scheduleId: ScheduleId) => attempt(() => lab.schedules.remove({ scheduleId }))

  /** Whether there is known to be none with this id any more. */
  const isGone = (id: string | null) =>
    status.value === 'ready' && schedules.value.every((each) => each.id !== id)

  return { schedules, status, problem, load, save, remove, isGone }
})
