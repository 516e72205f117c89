import type { ComputedRef } from 'vue'
import type { TableLayout } from '../../../../shared/contract/exports'
import type { ChartTheme } from '../../../../shared/charts/theme'
import { firstCompareView } from '../../../../shared/domain/compare/compare-view'
import type { RunRecord } from '../../../../shared/domain/run'
import type { Metric } from '../../../../shared/domain/series'
import type { Study } from '../../../../shared/domain/study'
import { saveFile } from '../../composables/save-file'
import { useExportsStore } from '../../stores/exports'
import type { StudyView } from '../../stores/views'
import type { TakenAlong } from './take-along'

/** How a picture is written. */
export interface PictureWish {
  readonly theme: ChartTheme
  readonly scale: number
  readonly format: 'png' | 'svg'
  readonly transparent: boolean
}

/** Which of the runs: those that are drawn, or all. */
export type Which = 'shown' | 'all'

interface StudyParts {
  readonly study: ComputedRef<Study>
  readonly runs: ComputedRef<readonly RunRecord[]>
  readonly shownRuns: ComputedRef<readonly RunRecord[]>
  readonly look: ComputedRef<StudyView>
}

const orderOf = (runs: readonly RunRecord[]) => runs.map(({ id }) => ({ runId: id }))

/** Makes and saves files of a study: what its charts show, and what of it is taken along whole. */
export function useStudyExports({ study, runs, shownRuns, look }: StudyParts) {
  const files = useExportsStore()
  const chosen = (which: Which) => (which === 'all' ? runs.value : shownRuns.value)

  async function savePicture(metric: Metric, picture: PictureWish): Promise<void> {
    const { firstEpochs, logarithmic } = look.value
    const file = await files.comparison({
      runs: orderOf(shownRuns.value),
      title: study.value.name,
      metric,
      look: {
        ...firstCompareView.look,
        metrics: [metric],
        logY: logarithmic.has(metric) ? [metric] : [],
        zoom: firstEpochs === null ? null : { from: 1, to: firstEpochs },
      },
      ...picture,
    })
    if (file) saveFile(file)
  }

  async function saveTable(layout: TableLayout, which: Which): Promise<void> {
    const runIds = chosen(which).map(({ id }) => id)
    const file = await files.table({ studyId: study.value.id, layout, runIds })
    if (file) saveFile(file)
  }

  function made(what: TakenAlong, which: Which) {
    const ordered = { runs: orderOf(chosen(which)), title: study.value.name }
    switch (what) {
      case 'html':
      case 'markdown': {
        const whole = { kind: 'study', studyId: study.value.id } as const
        const subject = which === 'all' ? whole : ({ kind: 'comparison', ...ordered } as const)
        return files.report({ subject, format: what })
      }
      case 'json':
        return files.everything({ ...ordered, format: 'json' })
      case 'events':
        return files.eventFiles({ ...ordered, steps: true })
      case 'bundle':
        return files.bundle({ runIds: chosen(which).map(({ id }) => id) })
    }
  }

  async function take(what: TakenAlong, which: Which): Promise<void> {
    const file = await made(what, which)
    if (file) saveFile(file)
  }

  return { savePicture, saveTable, take }
}
