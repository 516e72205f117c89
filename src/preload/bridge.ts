import type { IpcRenderer, IpcRendererEvent } from 'electron'
import type { EventName, LabBridge, Reply } from '../shared/contract/api'
import { callChannel, eventChannel } from '../shared/contract/channels'

type Table = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/**
 * One plain function per declared call and one to listen, nothing else: the page never sees
 * ipcRenderer, an event object, or a channel that is not in the table.
 */
export function createBridge(
  ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'removeListener'>,
  calls: Table,
  events: readonly string[],
): LabBridge {
  const services = Object.entries(calls).map(([service, verbs]) => [
    service,
    Object.fromEntries(
      Object.keys(verbs).map((verb) => [
        verb,
        (input: unknown) => ipc.invoke(callChannel, service, verb, input) as Promise<Reply>,
      ]),
    ),
  ])
  const on = (name: EventName, listener: (payload: unknown) => void) => {
    if (!events.includes(name)) throw new Error(`There is no event "${name}".`)
    const heard = (_event: IpcRendererEvent, told: unknown, payload: unknown) => {
      if (told === name) listener(payload)
    }
    ipc.on(eventChannel, heard)
    return () => {
      ipc.removeListener(eventChannel, heard)
    }
  }
  // Built from the same table as the type; the conformance suite calls every entry.
  return { ...Object.fromEntries(services), on } as LabBridge
}
