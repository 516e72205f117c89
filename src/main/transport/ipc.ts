import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import type { EventName, Reply } from '../../shared/contract/api'
import { events } from '../../shared/contract/calls'
import { callChannel, eventChannel } from '../../shared/contract/channels'
import type { UntrustedCall } from '../../shared/contract/dispatch'
import { LabError, toWireError } from '../../shared/contract/errors'

export interface IpcLab {
  call(untrusted: UntrustedCall): Promise<Reply>
  on(name: EventName, listener: (payload: unknown) => void): () => void
}

export interface IpcParts {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>
  /** The windows that events go to, asked anew for each event. */
  readonly windows: () => readonly WebContents[]
  /** True for the main frame of a window that we opened and that still shows our page. */
  readonly trusts: (event: IpcMainInvokeEvent) => boolean
}

/** Exposes the lab to our own windows; every other sender is refused. Returns the undoing. */
export function exposeOverIpc(lab: IpcLab, { ipcMain, windows, trusts }: IpcParts): () => void {
  ipcMain.handle(callChannel, (event, service: unknown, verb: unknown, input: unknown) => {
    if (trusts(event)) return lab.call({ service, verb, input })
    const refusal = new LabError('unauthorized', 'Only windows of Cooldown may call the lab.')
    return { ok: false, error: toWireError(refusal) }
  })
  const silence = (Object.keys(events) as EventName[]).map((name) =>
    lab.on(name, (payload) => {
      for (const window of windows()) window.send(eventChannel, name, payload)
    }),
  )
  return () => {
    ipcMain.removeHandler(callChannel)
    for (const stop of silence) stop()
  }
}
