import { computed, type ComputedRef } from 'vue'
import type { RunRecord } from '../../../shared/domain/run'
import type { StudyHistory } from '../../../shared/domain/study'
import { useRunViews, type RunView } from './use-run-views'

/** One run of a study, whichever attempt it is; undefined when its trial is gone. */
export function useRunView(
  history: ComputedRef<StudyHistory>,
  run: ComputedRef<RunRecord>,
): ComputedRef<RunView | undefined> {
  const alone = computed(() => ({ study: history.value.study, runs: [run.value] }))
  const views = useRunViews(alone)
  return computed(() => views.value[0])
}
