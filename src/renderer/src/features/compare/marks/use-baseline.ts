import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import { groupRuns } from '../../../../../shared/domain/compare/groups'
import type { ComparedRun } from '../../../../../shared/domain/compare/compared-run'
import { useComparedRuns } from '../../../composables/use-compared-runs'
import { useCompareStore } from '../../../stores/compare'

/** The trial, or the group where runs are grouped, that differences are taken to. */
export function useBaseline() {
  const store = useCompareStore()
  const { view } = storeToRefs(store)
  const { matching, rowsOf } = useComparedRuns()

  const field = computed(() => view.value.look.groupBy ?? 'trial')
  const baseline = computed(() => view.value.look.baseline)
  /** Ids of the runs that belong to it. */
  const runIds = computed<ReadonlySet<string>>(() => {
    if (baseline.value === null) return new Set()
    const groups = groupRuns(matching.value, field.value, rowsOf.value)
    const group = groups.find(
      ({ key, label }) => key === baseline.value || label === baseline.value,
    )
    return new Set(group?.runs.map(({ run }) => run.id))
  })

  /** Takes differences to what this run belongs to from now on; to nothing in particular for none. */
  function pin(run: ComparedRun | undefined): void {
    const [group] = run ? groupRuns([run], field.value, rowsOf.value) : []
    store.look({ baseline: group?.key ?? null })
  }

  return { runIds, pin }
}
