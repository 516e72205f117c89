import { computed, watch, type ComputedRef } from 'vue'
import { storeToRefs } from 'pinia'
import { useRoute } from 'vue-router'
import { scheduleKinds, type ScheduleKind } from '../../../../shared/domain/schedule'
import { designOf, useDesignStore } from '../../stores/design'
import { useSchedulesStore } from '../../stores/schedules'
import { texts } from '../../texts'

const isKind = (name: unknown): name is ScheduleKind =>
  typeof name === 'string' && Object.hasOwn(scheduleKinds, name)

/**
 * Puts on the table what the address names: a kind, or a saved schedule once it is known. Without
 * either the design that was there stays. Returns what is wrong with the address, or null.
 */
export function useOpening(): ComputedRef<string | null> {
  const route = useRoute()
  const design = useDesignStore()
  const { schedules, status } = storeToRefs(useSchedulesStore())

  const kind = computed(() => route.query.kind)
  const saved = computed(() => route.query.saved)
  const found = computed(() => schedules.value.find(({ id }) => id === saved.value))

  watch(
    kind,
    (named) => {
      if (isKind(named)) design.open(designOf(named))
    },
    { immediate: true },
  )
  watch(
    found,
    (schedule) => {
      if (!schedule || design.savedId === schedule.id) return
      const { id, name, spec, totalEpochs, stepsPerEpoch } = schedule
      design.open({ name, spec, totalEpochs, stepsPerEpoch, selected: '' }, id)
    },
    { immediate: true },
  )
  return computed(() => {
    if (typeof kind.value === 'string' && !isKind(kind.value)) {
      return texts.designer.noKind(kind.value)
    }
    const isMissing = typeof saved.value === 'string' && !found.value
    return isMissing && status.value === 'ready' ? texts.designer.noSaved : null
  })
}
