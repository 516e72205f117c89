import { useElementSize, useEventListener } from '@vueuse/core'
import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'

/** Rows beyond either edge that are there too, so that a quick turn of the wheel shows no gap. */
const overscan = 8
/** Height taken for granted until the element has been laid out. */
const firstHeight = 600

export interface WindowedRows {
  /** The rows that are in the document: from the first, up to and without the last. */
  readonly range: ComputedRef<{ readonly from: number; readonly to: number }>
  /** Whole rows that can be seen at once, at least 1. */
  readonly perPage: ComputedRef<number>
  /** Scrolls no further than it takes to see the row. */
  readonly reveal: (index: number) => void
}

/**
 * Which of many rows of one height a scrolling element shows. `header` is what sticks to its top.
 */
export function useWindowedRows(
  element: Readonly<Ref<HTMLElement | null>>,
  count: Readonly<Ref<number>>,
  { rowHeight, header }: { readonly rowHeight: number; readonly header: number },
): WindowedRows {
  const { height } = useElementSize(element)
  const top = shallowRef(0)
  useEventListener(
    element,
    'scroll',
    () => {
      top.value = element.value?.scrollTop ?? 0
    },
    { passive: true },
  )

  const room = computed(() => Math.max(0, (height.value || firstHeight) - header))
  // In whole rows: a scroll within one changes nothing.
  const firstRow = computed(() => Math.floor(top.value / rowHeight))
  const range = computed(() => {
    const rows = Math.ceil(room.value / rowHeight) + 1
    const to = Math.min(count.value, firstRow.value + rows + overscan)
    return { from: Math.max(0, Math.min(firstRow.value, to - rows) - overscan), to }
  })
  const perPage = computed(() => Math.max(1, Math.floor(room.value / rowHeight)))

  function reveal(index: number): void {
    const scroller = element.value
    if (!scroller) return
    const [from, to] = [index * rowHeight, (index + 1) * rowHeight]
    if (from < scroller.scrollTop) scroller.scrollTop = from
    else if (to > scroller.scrollTop + room.value) scroller.scrollTop = to - room.value
  }

  return { range, perPage, reveal }
}
