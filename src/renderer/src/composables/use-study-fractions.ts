import { storeToRefs } from 'pinia'
import { computed, type ComputedRef } from 'vue'
import type { StudyId } from '../../../shared/domain/ids'
import { studyFraction } from '../../../shared/domain/work-progress'
import { useProgressStore } from '../stores/progress'
import { useStudiesStore } from '../stores/studies'

/** Share of each study that is done, 0 to 1; runs that ended early count as done. */
export function useStudyFractions(): ComputedRef<ReadonlyMap<StudyId, number>> {
  const { newestFirst } = storeToRefs(useStudiesStore())
  const { byRun } = storeToRefs(useProgressStore())
  return computed(
    () =>
      new Map(
        newestFirst.value.map((history) => [
          history.study.id,
          studyFraction(history, ({ id }) => byRun.value.get(id)),
        ]),
      ),
  )
}
