import { Eye, EyeOff, Pencil, Trash2 } from '@lucide/vue'
import { storeToRefs } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { MenuEntry } from '../../../components/context-menu'
import { useCompareStore } from '../../../stores/compare'
import { useImportsStore } from '../../../stores/imports'
import { compareTexts } from '../../../texts/compare'

/** What can be done with curves from elsewhere, one at a time. */
export function useImportActions() {
  const compare = useCompareStore()
  const { view } = storeToRefs(compare)
  const store = useImportsStore()
  const { imports: listed } = storeToRefs(store)
  const words = compareTexts.actions

  const targetId = shallowRef<string | null>(null)
  const dialog = shallowRef<'rename' | 'remove' | null>(null)
  const target = computed(() => listed.value.find(({ id }) => id === targetId.value) ?? null)
  const drawn = computed(() => new Set(view.value.choice.imports))

  /** Makes the row the one that is meant, or none of these when it is a run's. */
  const aim = (id: string | null) => {
    targetId.value = id
  }
  const has = (id: string) => listed.value.some((each) => each.id === id)
  function draw(ids: readonly string[], on: boolean): void {
    const next = new Set(view.value.choice.imports)
    for (const id of ids) {
      if (on) next.add(id)
      else next.delete(id)
    }
    compare.choose({ imports: [...next] })
  }

  const menu = computed<readonly MenuEntry[]>(() => {
    if (!target.value) return []
    const isDrawn = drawn.value.has(target.value.id)
    return [
      isDrawn
        ? { id: 'hide', label: words.hide, icon: EyeOff, keys: 'V' }
        : { id: 'draw', label: words.draw, icon: Eye, keys: 'V' },
      { id: 'rename', label: words.rename, icon: Pencil, keys: 'F2' },
      'line',
      { id: 'remove', label: words.removeImport, icon: Trash2, keys: 'Del', danger: true },
    ]
  })

  function act(action: string): void {
    if (!target.value) return
    if (action === 'draw' || action === 'hide') draw([target.value.id], action === 'draw')
    else if (action === 'rename' || action === 'remove') dialog.value = action
  }

  const rename = async (name: string) => {
    if (target.value) await store.rename(target.value.id, name)
  }
  /** Its file is deleted: asked for before, as it cannot be undone. */
  async function remove(): Promise<void> {
    if (!target.value) return
    const { id } = target.value
    draw([id], false)
    await store.remove([id])
  }

  return { listed, target, dialog, menu, aim, has, draw, act, rename, remove }
}

export type ImportActions = ReturnType<typeof useImportActions>
