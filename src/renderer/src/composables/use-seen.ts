import { useIntersectionObserver } from '@vueuse/core'
import { shallowRef, type ShallowRef } from 'vue'

/** False until the element first comes into view, then true for good. */
export function useSeen(element: Readonly<ShallowRef<HTMLElement | null>>): ShallowRef<boolean> {
  const seen = shallowRef(false)
  const { stop } = useIntersectionObserver(element, (entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return
    seen.value = true
    stop()
  })
  return seen
}
