import { createSharedComposable } from '@vueuse/core'
import { shallowRef } from 'vue'

/** What has just been done, and how to take it back. */
export interface Notice {
  readonly id: number
  readonly text: string
  readonly undo: () => unknown
}

/** What was just done on the page and can be undone; the newest alone, so that Undo is one thing. */
export const useNotices = createSharedComposable(() => {
  const notice = shallowRef<Notice | null>(null)
  let nextId = 0

  const tell = (text: string, undo: () => unknown) => {
    notice.value = { id: nextId++, text, undo }
  }
  const dismiss = () => {
    notice.value = null
  }
  const undo = async () => {
    const last = notice.value
    dismiss()
    await last?.undo()
  }

  return { notice, tell, dismiss, undo }
})
