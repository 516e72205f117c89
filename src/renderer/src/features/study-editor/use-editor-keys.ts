import { Play, Redo2, Save, Undo2 } from '@lucide/vue'
import { useEventListener } from '@vueuse/core'
import type { Ref } from 'vue'
import { useCommands } from '../../composables/use-commands'
import { useStudyDraftStore } from '../../stores/study-draft'
import { studyEditorTexts as words } from '../../texts/study-editor'

/** A text of several lines has an undo of its own, which the browser keeps. */
const keepsOwn = (target: EventTarget | null) =>
  target instanceof Element && target.closest('textarea, [aria-modal="true"]') !== null

/** Undo and redo by their keys, and everything in the palette. */
export function useEditorKeys(
  actions: { readonly start: () => void; readonly save: () => void },
  canStart: Readonly<Ref<boolean>>,
): void {
  const store = useStudyDraftStore()
  useEventListener(document, 'keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || keepsOwn(event.target)) return
    const key = event.key.toLowerCase()
    if (key !== 'z' && key !== 'y') return
    event.preventDefault()
    // A field that has the focus shows what it is given only once nobody writes in it.
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur()
    if (key === 'y' || event.shiftKey) store.redo()
    else store.undo()
  })
  useCommands(() => [
    {
      id: 'study-editor.undo',
      title: words.undo,
      keys: 'Mod+Z',
      takesKeysItself: true,
      icon: Undo2,
      disabled: !store.canUndo,
      run: store.undo,
    },
    {
      id: 'study-editor.redo',
      title: words.redo,
      keys: 'Mod+Shift+Z',
      takesKeysItself: true,
      icon: Redo2,
      disabled: !store.canRedo,
      run: store.redo,
    },
    {
      id: 'study-editor.save',
      title: words.saveFile,
      keys: 'Mod+S',
      icon: Save,
      run: actions.save,
    },
    {
      id: 'study-editor.start',
      title: words.start,
      icon: Play,
      disabled: !canStart.value,
      run: actions.start,
    },
  ])
}
