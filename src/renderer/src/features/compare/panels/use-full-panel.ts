import { useEventListener, useFullscreen } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch } from 'vue'

/**
 * A panel over everything else, on the full screen where the page may have it. The whole page goes
 * there, so that menus and dialogs are seen over the panel.
 */
export function useFullPanel() {
  const full = shallowRef(false)
  const { isFullscreen, enter, exit } = useFullscreen()

  function leave(): void {
    full.value = false
    void exit()
  }

  function toggleFull(): void {
    if (full.value) return leave()
    full.value = true
    // Where the full screen is refused, the panel has the whole window.
    enter().catch(() => undefined)
  }

  watch(isFullscreen, (on) => {
    if (!on) full.value = false
  })
  useEventListener(document, 'keydown', (event) => {
    if (event.key === 'Escape' && full.value && !event.defaultPrevented) leave()
  })
  onScopeDispose(() => {
    if (full.value) leave()
  })

  return { full, toggleFull }
}
