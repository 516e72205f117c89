import { app, session, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { pageOrigin, pageScheme } from './page-scheme'

const allowedSchemes = [`${pageScheme}:`, 'data:', 'blob:', 'devtools:']

/** True for the main frame of one of our windows while it shows our page. */
export function isOwnPage({ senderFrame, sender }: IpcMainInvokeEvent): boolean {
  if (!senderFrame) return false
  const isMainFrame = senderFrame.routingId === sender.mainFrame.routingId
  return isMainFrame && senderFrame.url.startsWith(`${pageOrigin}/`)
}

/** No permission, no navigation, no new window and no network beyond the page's own scheme. */
export function lockDown(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !allowedSchemes.some((scheme) => url.startsWith(scheme)) })
  })
  app.on('web-contents-created', (_event, contents) => {
    confine(contents)
  })
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event, url) => {
    if (!url.startsWith(`${pageOrigin}/`)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
}
