import { defineStore } from 'pinia'
import { inject, onScopeDispose } from 'vue'
import {
  desktopEvents,
  type DesktopEvent,
  type DesktopPayload,
  type MenuCommand,
} from '../../../shared/contract/desktop'
import { desktopKey } from '../bridge/desktop'

/** The window of the desktop app around this page; in a browser nothing of it does anything. */
export const useDesktopStore = defineStore('desktop', () => {
  const bridge = inject(desktopKey, null)

  /** Offers commands in the native menu. */
  const showCommands = (commands: readonly MenuCommand[]) => bridge?.showCommands(commands)

  function listen<Name extends DesktopEvent>(
    name: Name,
    listener: (payload: DesktopPayload<Name>) => void,
  ): void {
    const stop = bridge?.on(name, (payload) => {
      // The schema of a name gives the payload of that name.
      listener(desktopEvents[name].parse(payload) as DesktopPayload<Name>)
    })
    onScopeDispose(() => stop?.())
  }

  return { isDesktop: bridge !== null, showCommands, listen }
})
