import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import type { CurveMetric } from '../../../../../shared/domain/compare/compare-view'
import type { ComparedRun } from '../../../../../shared/domain/compare/compared-run'
import { saveFile } from '../../../composables/save-file'
import { useComparedRuns } from '../../../composables/use-compared-runs'
import { useTheme } from '../../../composables/use-theme'
import { useCompareStore } from '../../../stores/compare'
import { useExportsStore } from '../../../stores/exports'
import type { PanelFile } from './save-choices'

type OtherChart = Parameters<ReturnType<typeof useExportsStore>['chart']>[0]['chart']

/** Saves panels as files: exactly what is drawn of the runs that are drawn. */
export function usePanelFiles() {
  const { view } = storeToRefs(useCompareStore())
  const { shown, imports } = useComparedRuns()
  const files = useExportsStore()
  const { underWay } = storeToRefs(files)
  const theme = useTheme()

  const orderOf = (runs: readonly ComparedRun[]) =>
    runs.map(({ run, name, style }) => ({ runId: run.id, name, style }))
  const compared = computed(() => ({
    runs: orderOf(shown.value),
    importIds: imports.value.map(({ id }) => id),
  }))

  async function save(metric: CurveMetric, file: PanelFile): Promise<void> {
    const { look } = view.value
    const drawn = { ...compared.value, look, metric }
    const made =
      file.kind === 'table'
        ? await files.drawn({ ...drawn, layout: file.layout })
        : await files.comparison({
            ...drawn,
            theme: theme.value,
            format: file.format,
            scale: file.scale,
            transparent: file.transparent,
          })
    if (made) saveFile(made)
  }

  /** A picture of a chart that is no panel of curves; its numbers are no file of their own. */
  async function saveChart(
    chart: OtherChart,
    file: PanelFile,
    drawn: readonly ComparedRun[] = shown.value,
  ): Promise<void> {
    if (file.kind !== 'picture') return
    const { format, scale, transparent } = file
    const look = { theme: theme.value, format, scale, transparent }
    const made = await files.chart({ runs: orderOf(drawn), chart, ...look })
    if (made) saveFile(made)
  }

  return { save, saveChart, underWay }
}
