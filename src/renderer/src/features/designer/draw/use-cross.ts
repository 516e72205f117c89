import { computed, shallowRef, type Ref } from 'vue'
import type { PlotRange } from '../../../../../shared/charts/plot-scale'
import type { BoardPoint } from '../../../stores/drawing'
import { onGrid, type Grid } from './grid'
import { keyPlace } from './key-place'

/** Middle of the board. */
function middleOf({ y, logarithmic }: PlotRange): BoardPoint {
  const [low, high] = y
  return [0.5, logarithmic ? Math.sqrt(low * high) : (low + high) / 2]
}

/** The cross that arrow keys move over the board while it has the focus. */
export function useCross(range: Readonly<Ref<PlotRange>>, grid: Readonly<Ref<Grid>>) {
  const place = shallowRef<BoardPoint | null>(null)
  const isShown = shallowRef(false)

  /** The first press shows the cross, the next ones move it; false for other keys. */
  function press(event: KeyboardEvent): boolean {
    const from = place.value ?? onGrid(middleOf(range.value), grid.value)
    const to = keyPlace(event, from, range.value, grid.value)
    if (!to) return false
    place.value = isShown.value ? to : from
    isShown.value = true
    return true
  }

  function hide(): void {
    isShown.value = false
  }

  const shown = computed(() => (isShown.value ? place.value : null))
  return { shown, press, hide }
}
