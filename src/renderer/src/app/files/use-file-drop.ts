import { useEventListener } from '@vueuse/core'
import { shallowRef, type ShallowRef } from 'vue'
import { droppedFiles, type GivenFile } from './dropped-files'

/** While files are dragged over the window, an event comes at least this often. */
const silentAfterMs = 500

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true

/**
 * Takes files that are dropped anywhere, unless the part of the page under them takes them itself.
 * Tells the types of the files while they are over the window; null while none are.
 */
export function useFileDrop(
  open: (files: readonly GivenFile[]) => unknown,
): ShallowRef<readonly string[] | null> {
  const types = shallowRef<readonly string[] | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  const leave = () => {
    clearTimeout(timer)
    types.value = null
  }

  useEventListener(document, 'dragover', (event) => {
    if (!hasFiles(event) || !event.dataTransfer) return
    if (event.defaultPrevented) {
      leave()
      return
    }
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    const next = [...event.dataTransfer.items].map(({ type }) => type)
    if (next.join() !== types.value?.join()) types.value = next
    clearTimeout(timer)
    timer = setTimeout(leave, silentAfterMs)
  })
  useEventListener(document, 'drop', (event) => {
    leave()
    if (event.defaultPrevented || !hasFiles(event) || !event.dataTransfer) return
    event.preventDefault()
    void droppedFiles(event.dataTransfer).then(open)
  })
  useEventListener(document, 'dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) leave()
  })
  return types
}
