import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import { firstCompareView, type SavedView } from '../../../../../shared/domain/compare/compare-view'
import { useCompareStore } from '../../../stores/compare'
import { useSavedViewsStore } from '../../../stores/saved-views'
import { sameView } from './same-view'

/** Saved views, the one that is open, and whether it was changed since. */
export function useViews() {
  const compare = useCompareStore()
  const { view, openedId } = storeToRefs(compare)
  const saved = useSavedViewsStore()
  const { views } = storeToRefs(saved)

  const opened = computed(() => views.value.find(({ id }) => id === openedId.value) ?? null)
  const isChanged = computed(() => !sameView(view.value, opened.value?.view ?? firstCompareView))

  const open = ({ id, view: next }: SavedView) => compare.open(next, id)
  /** Back to what the view was when it was saved, or to a view to begin with. */
  const revert = () => compare.open(opened.value?.view ?? firstCompareView, openedId.value)
  const startAnew = () => compare.open(firstCompareView)

  /** Saves what is seen now under a new name; it is the open view from then on. */
  async function saveAs(name: string): Promise<void> {
    const kept = await saved.save({ name, view: view.value })
    if (kept) compare.named(kept.id)
  }
  const update = async () => {
    if (opened.value)
      await saved.save({ id: opened.value.id, name: opened.value.name, view: view.value })
  }
  const rename = (target: SavedView, name: string) =>
    saved.save({ id: target.id, name, view: target.view })
  const remove = async (target: SavedView) => {
    await saved.remove(target.id)
    if (openedId.value === target.id) compare.named(null)
  }
  /** Keeps a removed view again; under a new id, which nobody sees. */
  const bringBack = async (target: SavedView) => {
    await saved.save({ name: target.name, view: target.view })
  }

  return {
    views,
    opened,
    isChanged,
    open,
    revert,
    startAnew,
    saveAs,
    update,
    rename,
    remove,
    bringBack,
  }
}
