import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { pageOrigin } from '../../src/main/app/page-scheme'

const own = new WeakSet<WebContents>()

/** What `src/main/app/own-page.ts` does, in the words of Electron 9, which has no sender frame. */
export function ownWindow(contents: WebContents): void {
  own.add(contents)
}

export const isPageAddress = (url: string) => url.startsWith(`${pageOrigin}/`)

/** Frames within the page have no preload script in Electron 9, so only the outermost can ask. */
export function isOwnPage({ sender }: IpcMainInvokeEvent): boolean {
  return own.has(sender) && isPageAddress(sender.getURL())
}
