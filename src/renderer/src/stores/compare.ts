import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { RunId } from '../../../shared/domain/ids'
import {
  firstCompareView,
  type CompareLook,
  type CompareView,
  type RunChoice,
  type TableLook,
} from '../../../shared/domain/compare/compare-view'

/** Which parts of the page are to be seen. */
export const pageParts = ['both', 'table', 'charts'] as const
export type PageParts = (typeof pageParts)[number]

/** How much of the page's width the table may have. */
export const tableShares = { least: 0.3, most: 0.8, first: 0.42 }

/** The comparison that is being looked at, kept while the window is open. */
export const useCompareStore = defineStore('compare', () => {
  const view = shallowRef<CompareView>(firstCompareView)
  /** Saved view that this one was opened from. */
  const openedId = shallowRef<string | null>(null)
  const parts = shallowRef<PageParts>('both')
  const tableShare = shallowRef(tableShares.first)
  /** Run under the pointer, in the table or in a chart. */
  const hovered = shallowRef<string | null>(null)
  const selected = shallowRef<ReadonlySet<RunId>>(new Set())

  const choose = (changes: Partial<RunChoice>) => {
    view.value = { ...view.value, choice: { ...view.value.choice, ...changes } }
  }
  const look = (changes: Partial<CompareLook>) => {
    view.value = { ...view.value, look: { ...view.value.look, ...changes } }
  }
  const arrange = (changes: Partial<TableLook>) => {
    view.value = { ...view.value, table: { ...view.value.table, ...changes } }
  }
  /** Shows a whole comparison: a saved one, or one to begin with. */
  const open = (next: CompareView, savedId: string | null = null) => {
    view.value = next
    openedId.value = savedId
    selected.value = new Set()
  }
  /** What is seen has just been saved under this id, or is no longer saved. */
  const named = (savedId: string | null) => {
    openedId.value = savedId
  }
  const select = (runIds: Iterable<RunId>) => {
    selected.value = new Set(runIds)
  }
  const hover = (id: string | null) => {
    hovered.value = id
  }
  const showParts = (next: PageParts) => {
    parts.value = next
  }
  /** Share of the width that the table has; kept within its bounds. */
  const resizeTable = (share: number) => {
    tableShare.value = Math.min(tableShares.most, Math.max(tableShares.least, share))
  }

  return {
    view,
    openedId,
    parts,
    tableShare,
    hovered,
    selected,
    choose,
    look,
    arrange,
    open,
    named,
    select,
    hover,
    showParts,
    resizeTable,
  }
})
