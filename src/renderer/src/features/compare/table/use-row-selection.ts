import { storeToRefs } from 'pinia'
import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { RunId } from '../../../../../shared/domain/ids'
import { useCompareStore } from '../../../stores/compare'
import { pickable, type RowItem } from './row-items'
import { picked, type PickMode } from './selection'

/** Which rows are selected and from where the keys move on; the selected runs are the page's. */
export function useRowSelection(items: ComputedRef<readonly RowItem[]>) {
  const store = useCompareStore()
  const { selected } = storeToRefs(store)
  const active = shallowRef<string | null>(null)
  const anchor = shallowRef<string | null>(null)

  const order = computed(() => pickable(items.value))
  const runIds = computed(
    () =>
      new Map<string, RunId>(
        items.value.flatMap((item) =>
          item.kind === 'run' ? [[item.id, item.compared.run.id] as const] : [],
        ),
      ),
  )
  const select = (ids: Iterable<string>) => {
    store.select([...ids].flatMap((id) => runIds.value.get(id) ?? []))
  }

  // A line that was clicked in a chart: the table goes to its row.
  watch(selected, (now) => {
    const [only, ...more] = now
    if (only !== undefined && more.length === 0) active.value = only
  })

  function pick(id: string, mode: PickMode): void {
    const now = { ids: new Set<string>(selected.value), active: active.value, anchor: anchor.value }
    const next = picked(now, id, mode, order.value)
    active.value = next.active
    anchor.value = next.anchor
    select(next.ids)
  }

  /** Goes on by so many rows, at most to either end; the first key press goes to the first row. */
  function move(by: number, mode: PickMode): void {
    const from = active.value === null ? -1 : order.value.indexOf(active.value)
    const to = Math.min(order.value.length - 1, Math.max(0, from < 0 ? 0 : from + by))
    const id = order.value[to]
    if (id === undefined) return
    // With Ctrl the keys walk without selecting.
    if (mode === 'toggle') active.value = id
    else pick(id, mode)
  }

  const all = () => select(runIds.value.keys())
  const none = () => select([])
  /** Makes it the row that the keys go on from, and selects it unless it is among the selected. */
  const aim = (id: string) => {
    const runId = runIds.value.get(id)
    if (runId === undefined || !selected.value.has(runId)) pick(id, 'only')
    else active.value = id
  }

  return { active, selected, pick, move, all, none, aim }
}
