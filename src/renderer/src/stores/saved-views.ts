import { defineStore, storeToRefs } from 'pinia'
import { shallowRef } from 'vue'
import type { LabApi } from '../../../shared/contract/api'
import type { SavedView } from '../../../shared/domain/compare/compare-view'
import { useConnectionStore } from './connection'
import { useFaultsStore } from './faults'
import { listen, useConnection, whenConnected } from './lab'
import { useLoading } from './loading'

type Wish = Parameters<LabApi['views']['save']>[0]

/** The comparisons that people keep under a name, the one saved last first. */
export const useSavedViewsStore = defineStore('saved-views', () => {
  const { lab } = useConnection()
  const { state } = storeToRefs(useConnectionStore())
  const { attempt } = useFaultsStore()

  const views = shallowRef<readonly SavedView[]>([])
  const {
    status,
    problem,
    run: load,
  } = useLoading(async () => {
    views.value = await lab.views.list({})
  })

  listen(lab, 'viewsChanged', (changed) => {
    views.value = changed.views
  })
  whenConnected(state, load)

  /** The view as it is kept, or undefined when it could not be. */
  async function save(wish: Wish): Promise<SavedView | undefined> {
    const kept = await attempt(() => lab.views.save(wish))
    // The news of it may come later.
    if (kept) views.value = [kept, ...views.value.filter(({ id }) => id !== kept.id)]
    return kept
  }
  const remove = (viewId: string) =>
    attempt(async () => {
      await lab.views.remove({ viewId })
      views.value = views.value.filter(({ id }) => id !== viewId)
    })
  const viewById = (viewId: string | null) => views.value.find(({ id }) => id === viewId)

  return { views, status, problem, load, save, remove, viewById }
})
