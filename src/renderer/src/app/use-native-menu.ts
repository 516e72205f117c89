import { storeToRefs } from 'pinia'
import { computed, watch } from 'vue'
import { useRouter } from 'vue-router'
import type { MenuCommand, MenuSection } from '../../../shared/contract/desktop'
import { useCommandsStore } from '../stores/commands'
import { useDesktopStore } from '../stores/desktop'
import { commandTexts as words } from '../texts/commands'

const sections: Readonly<Record<string, MenuSection>> = {
  [words.goTo]: 'go',
  [words.look]: 'look',
  [words.help]: 'help',
  [words.files]: 'file',
}

/** Keeps the native menu of the desktop app in step with what can be done on the page. */
export function useNativeMenu(): void {
  const store = useCommandsStore()
  const { commands } = storeToRefs(store)
  const desktop = useDesktopStore()
  const router = useRouter()
  if (!desktop.isDesktop) return

  const menu = computed(() =>
    commands.value.map(({ id, title, group, keys, takesKeysItself, disabled }): MenuCommand => ({
      id,
      title,
      section: group === undefined ? 'page' : (sections[group] ?? 'page'),
      ...(keys !== undefined && takesKeysItself !== true && { keys }),
      ...(disabled === true && { disabled }),
    })),
  )
  const written = computed(() => JSON.stringify(menu.value))
  // Commands are made anew with every epoch, and nearly always come out the same.
  watch(written, () => void desktop.showCommands(menu.value), { immediate: true })

  desktop.listen('commandChosen', ({ id }) => store.run(id))
  desktop.listen('studyChosen', ({ studyId }) => {
    void router.push({ name: 'study', params: { studyId } })
  })
}
