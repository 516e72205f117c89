import type { IpcRenderer, IpcRendererEvent } from 'electron'
import {
  desktopChannel,
  menuChannel,
  type DesktopBridge,
  type DesktopEvent,
} from '../shared/contract/desktop'

/** What the page may ask of its window, and hear from it; nothing else of Electron. */
export function createDesktopBridge(
  ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'removeListener'>,
  events: readonly string[],
): DesktopBridge {
  return {
    showCommands: async (commands) => {
      await ipc.invoke(menuChannel, commands)
    },
    on: (name: DesktopEvent, listener: (payload: unknown) => void) => {
      if (!events.includes(name)) throw new Error(`There is no event "${name}".`)
      const heard = (_event: IpcRendererEvent, told: unknown, payload: unknown) => {
        if (told === name) listener(payload)
      }
      ipc.on(desktopChannel, heard)
      return () => {
        ipc.removeListener(desktopChannel, heard)
      }
    },
  }
}
