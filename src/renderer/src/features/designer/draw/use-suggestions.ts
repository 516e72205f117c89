import { watchDebounced } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import {
  searchSchedules,
  type DrawnCurve,
  type Suggestion,
} from '../../../../../shared/domain/schedule/fit'
import { inSlices } from './in-slices'

/** A hand that rests this long has drawn what it wanted to. */
const restMs = 250

/** The schedules closest to a curve, looked for whenever the curve has come to rest. */
export function useSuggestions(curve: Readonly<Ref<DrawnCurve | null>>) {
  const suggestions = shallowRef<readonly Suggestion[]>([])
  /** The suggestions are those of an older curve. */
  const isLooking = shallowRef(false)
  let wanted: DrawnCurve | null = null

  async function look(next: DrawnCurve | null): Promise<void> {
    wanted = next
    if (!next) {
      suggestions.value = []
      isLooking.value = false
      return
    }
    const found = await inSlices(searchSchedules(next), () => wanted === next)
    if (found === null) return
    suggestions.value = found
    isLooking.value = false
  }

  watch(curve, (next) => (isLooking.value = next !== null), { immediate: true })
  watchDebounced(curve, look, { debounce: restMs, immediate: true })
  onScopeDispose(() => (wanted = null))
  return { suggestions, isLooking }
}
