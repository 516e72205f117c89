import { storeToRefs } from 'pinia'
import { computed, type ComputedRef } from 'vue'
import { useRouter } from 'vue-router'
import type { CurveMetric } from '../../../../shared/domain/compare/compare-view'
import { firstCompareView } from '../../../../shared/domain/compare/compare-view'
import { comparedRuns } from '../../../../shared/domain/compare/compared-runs'
import { studyFindings, type Finding } from '../../../../shared/domain/compare/findings'
import { usualObjective } from '../../../../shared/domain/objective'
import { marksOf } from '../../../../shared/domain/run-marks'
import type { Metric } from '../../../../shared/domain/series'
import type { StudyHistory } from '../../../../shared/domain/study'
import { viewOfFinding } from '../../composables/finding-view'
import { useCompareStore } from '../../stores/compare'
import { useCompareTabsStore } from '../../stores/compare-tabs'
import { useSeriesStore } from '../../stores/series'
import { useViewsStore } from '../../stores/views'

/** Metrics of this page's own charts; the last two are shown on demand. */
const ownCharts: readonly CurveMetric[] = [
  'valLoss',
  'valAccuracy',
  'learningRate',
  'loss',
  'accuracy',
] satisfies readonly Metric[]
const onDemand: readonly CurveMetric[] = ['loss', 'accuracy']
const isOwn = (metric: CurveMetric): metric is Metric => ownCharts.includes(metric)

/** What a study's runs show, and how to see that it is so. */
export function useStudyFindings(history: ComputedRef<StudyHistory>) {
  const { rows } = storeToRefs(useSeriesStore())
  const views = useViewsStore()
  const compare = useCompareStore()
  const tabs = useCompareTabsStore()
  const router = useRouter()

  const runs = computed(() =>
    comparedRuns([history.value]).filter(({ run }) => !marksOf(run).archived),
  )
  const findings = computed(() =>
    studyFindings({
      runs: runs.value,
      objective: history.value.study.objective ?? usualObjective,
      rowsOf: (runId) => rows.value.get(runId),
    }),
  )

  /** True where one of the page's own charts shows it; else the page for comparing does. */
  function show({ shows }: Finding): boolean {
    const { id } = history.value.study
    const { look, hidden } = viewOfFinding(shows, runs.value, firstCompareView.look)
    if (isOwn(shows.metric) && shows.x === 'epoch') {
      const training = views.viewOf(id).training || onDemand.includes(shows.metric)
      const whole = { firstEpochs: null, enlarged: shows.metric, training }
      views.change(id, { ...whole, hidden: new Set(hidden) })
      return true
    }
    const choice = { ...firstCompareView.choice, studyIds: [id], hidden }
    compare.open({ ...firstCompareView, choice, look: { ...firstCompareView.look, ...look } })
    tabs.show('curves')
    void router.push({ name: 'compare' })
    return false
  }

  return { findings, show }
}
