import { storeToRefs } from 'pinia'
import { computed, type ComputedRef } from 'vue'
import type { StudyId } from '../../../shared/domain/ids'
import { isFinal } from '../../../shared/domain/run'
import { latestAttempts } from '../../../shared/domain/study'
import { useProgressStore } from '../stores/progress'
import { useStudiesStore } from '../stores/studies'
import { fractionDone } from './use-run-views'

/** Share of each study that is done, 0 to 1; runs that ended early count as done. */
export function useStudyFractions(): ComputedRef<ReadonlyMap<StudyId, number>> {
  const { newestFirst } = storeToRefs(useStudiesStore())
  const { byRun } = storeToRefs(useProgressStore())
  return computed(
    () =>
      new Map(
        newestFirst.value.map((history) => {
          const runs = latestAttempts(history)
          const done = runs.reduce(
            (sum, run) =>
              sum + (isFinal(run.status) ? 1 : fractionDone(run, byRun.value.get(run.id))),
            0,
          )
          return [history.study.id, runs.length === 0 ? 0 : done / runs.length]
        }),
      ),
  )
}
