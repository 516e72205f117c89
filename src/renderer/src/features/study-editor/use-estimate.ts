import { watchDebounced } from '@vueuse/core'
import type { Ref } from 'vue'
import { useMachineStore } from '../../stores/machine'
import { useStudyDraftStore } from '../../stores/study-draft'

/** Long enough that nobody's typing is asked about letter by letter. */
const pauseMs = 400

/** Keeps the draft's time reckoned while it can be trained; `measure` measures the machine for it. */
export function useEstimate(isSound: Readonly<Ref<boolean>>) {
  const store = useStudyDraftStore()
  const machine = useMachineStore()
  watchDebounced(
    [() => store.draft.trials, () => store.draft.seeds, isSound],
    () => {
      if (isSound.value) void store.askEstimate()
    },
    { debounce: pauseMs, immediate: true },
  )
  async function measure(): Promise<void> {
    await machine.measure()
    await store.askEstimate()
  }
  return { measure }
}
