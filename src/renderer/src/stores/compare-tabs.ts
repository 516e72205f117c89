import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { MetricAt } from '../../../shared/domain/compare/metric-at'
import type { RunId } from '../../../shared/domain/ids'

/** Ways to compare runs that stand beside their table. */
export const compareTabs = [
  'curves',
  'differences',
  'recipes',
  'parallel',
  'scatter',
  'findings',
  'classes',
] as const
export type CompareTab = (typeof compareTabs)[number]

/** What a scatter chart lays out. */
export interface ScatterChoice {
  readonly x: string
  readonly y: string
  /** Null for the runs' own colours. */
  readonly colour: string | null
  readonly logX: boolean
  readonly logY: boolean
}

/** What is looked at beside the table, kept while the window is open. */
export const useCompareTabsStore = defineStore('compare-tabs', () => {
  const tab = shallowRef<CompareTab>('curves')
  /** The value that differences are taken of. */
  const aim = shallowRef<MetricAt>({ metric: 'valLoss', at: 'best' })
  const parallel = shallowRef<readonly string[]>([])
  const scatter = shallowRef<ScatterChoice>({
    x: 'peakRate',
    y: 'bestValAccuracy',
    colour: null,
    logX: false,
    logY: false,
  })
  /** Runs whose classes are shown beside each other; the first two where null. */
  const classes = shallowRef<readonly [RunId | null, RunId | null]>([null, null])

  const show = (next: CompareTab) => {
    tab.value = next
  }

  return { tab, aim, parallel, scatter, classes, show }
})
