import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { RunId, StudyId } from '../../../shared/domain/ids'
import type { Metric } from '../../../shared/domain/series'

/** How a person looks at a study's comparison. */
export interface StudyView {
  readonly hidden: ReadonlySet<RunId>
  readonly logarithmic: ReadonlySet<Metric>
  /** Null for all epochs. */
  readonly firstEpochs: number | null
  /** Also the curves on the training images. */
  readonly training: boolean
  /** The chart that has the whole width. */
  readonly enlarged: Metric | null
}

const firstView: StudyView = {
  hidden: new Set(),
  logarithmic: new Set(),
  firstEpochs: null,
  training: false,
  enlarged: null,
}

/** Views of studies, kept while the window is open. */
export const useViewsStore = defineStore('views', () => {
  const views = shallowRef<ReadonlyMap<StudyId, StudyView>>(new Map())

  const viewOf = (studyId: StudyId) => views.value.get(studyId) ?? firstView
  const change = (studyId: StudyId, changes: Partial<StudyView>) => {
    views.value = new Map(views.value).set(studyId, { ...viewOf(studyId), ...changes })
  }

  return { viewOf, change }
})
