import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import { runsWithin, type ParallelChart } from '../../../../../shared/charts/parallel-chart'
import type { AxisRanges } from '../../../components/axis-ranges'
import { useComparedRuns } from '../../../composables/use-compared-runs'
import { useCompareStore } from '../../../stores/compare'
import { useCompareTabsStore } from '../../../stores/compare-tabs'

/**
 * Brushes of the parallel axes: only runs that go through them are drawn, here and in every other
 * chart. Without any, those are drawn again that were before the first one.
 */
export function useBrushes(chart: () => ParallelChart) {
  const store = useCompareStore()
  const { brushes, hiddenBefore } = storeToRefs(useCompareTabsStore())
  const { matching } = useComparedRuns()
  const isBrushed = computed(() => brushes.value.size > 0)

  function apply(): void {
    const before = hiddenBefore.value ?? store.view.choice.hidden
    if (!isBrushed.value) {
      store.choose({ hidden: before })
      hiddenBefore.value = null
      return
    }
    hiddenBefore.value = before
    const within = new Set(runsWithin(chart(), brushes.value).map(({ run }) => run.id))
    const ids = matching.value.map(({ run }) => run.id)
    store.choose({ hidden: ids.filter((id) => !within.has(id)) })
  }

  function brush(axis: string, ranges: AxisRanges): void {
    const next = new Map(brushes.value)
    if (ranges.length === 0) next.delete(axis)
    else next.set(axis, ranges)
    brushes.value = next
    apply()
  }

  function clear(): void {
    brushes.value = new Map()
    apply()
  }

  return { brushes, isBrushed, brush, clear }
}
