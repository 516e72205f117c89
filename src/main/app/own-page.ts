import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { pageOrigin } from './page-scheme'

/** Windows that this program opened for the page; any other may show what it likes. */
const own = new WeakSet<WebContents>()

/** To be said of each window as it is opened. */
export function ownWindow(contents: WebContents): void {
  own.add(contents)
}

/** True for an address within the page: its origin to the letter, and not one that begins like it. */
export const isPageAddress = (url: string) => url.startsWith(`${pageOrigin}/`)

/** True for the outermost frame of a window of ours while it shows our page. */
export function isOwnPage({ senderFrame, sender }: IpcMainInvokeEvent): boolean {
  // A frame that is gone has nothing to ask; one within another is not the page.
  if (!senderFrame || senderFrame.parent) return false
  return own.has(sender) && isPageAddress(senderFrame.url)
}
