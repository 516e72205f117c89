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
  /** Empty for the trials' own colours. */
  readonly colour: string
  readonly logX: boolean
  readonly logY: boolean
}

/** The axes of parallel coordinates. */
export interface ParallelChoice {
  /** From left to right; what was varied when null. */
  readonly fields: readonly string[] | null
  readonly logarithmic: readonly string[]
  readonly flipped: readonly string[]
  /** Empty for the trials' own colours. */
  readonly colour: string
}

/** What is looked at beside the table, kept while the window is open. */
export const useCompareTabsStore = defineStore('compare-tabs', () => {
  const tab = shallowRef<CompareTab>('curves')
  /** The value that differences are taken of. */
  const aim = shallowRef<MetricAt>({ metric: 'valLoss', at: 'best' })
  const parallel = shallowRef<ParallelChoice>({
    fields: null,
    logarithmic: [],
    flipped: [],
    colour: '',
  })
  /** Parts of parallel axes that runs must go through, by fields. */
  const brushes = shallowRef<ReadonlyMap<string, readonly (readonly [number, number])[]>>(new Map())
  /** Runs that were hidden before the first brush; null without one. */
  const hiddenBefore = shallowRef<readonly RunId[] | null>(null)
  const scatter = shallowRef<ScatterChoice>({
    x: 'peakRate',
    y: 'bestValAccuracy',
    colour: '',
    logX: false,
    logY: false,
  })
  /** Runs whose classes are shown beside each other; the first two where null. */
  const classes = shallowRef<readonly [RunId | null, RunId | null]>([null, null])

  const show = (next: CompareTab) => {
    tab.value = next
  }

  return { tab, aim, parallel, brushes, hiddenBefore, scatter, classes, show }
})
